/** What somebody has typed on a sheet and not handed in, criterion by criterion; and what the server takes of it. */
import type { FileRef, ScoredCriterion } from '../../api-client/types.gen.ts';
import type { SheetAct } from './data.ts';

export interface Edit {
  readonly points: number | null;
  readonly reason: string;
  readonly notApplicable: boolean;
  readonly documents: readonly { readonly number: string; readonly date: string; readonly title?: string }[];
  readonly files: readonly FileRef[];
}
export type Edits = Readonly<Record<string, Edit>>;

export const NOTHING: Edit = { points: null, reason: '', notApplicable: false, documents: [], files: [] };

/** The stage whose entries an act begins from. */
const STAGE: Readonly<Partial<Record<SheetAct, keyof ScoredCriterion['entries']>>> = {
  review: 'reviewed',
  verify: 'verified',
  adjust: 'adjusted',
};

export function editsOf(criteria: readonly ScoredCriterion[], act: SheetAct): Edits {
  return Object.fromEntries(
    criteria.flatMap(({ key, entries }) => {
      const stage = STAGE[act];
      const known = act === 'submit' ? (entries.draft ?? entries.self) : stage && entries[stage];
      return known ? [[key, { ...NOTHING, ...known }]] : [];
    }),
  );
}

const says = ({ points, notApplicable, documents, files }: Edit): boolean =>
  points !== null || notApplicable || documents.length > 0 || files.length > 0;

/** Points over a document stand beside it; without one they are a person's. */
export function entriesOf(criteria: readonly ScoredCriterion[], edits: Edits) {
  const evidence: Record<string, object> = {};
  const points: Record<string, object> = {};
  const notApplicable: Record<string, string> = {};
  for (const { key, how } of criteria) {
    const edit = edits[key];
    if (!edit || !says(edit)) continue;
    const { reason, documents, files } = edit;
    const shown = edit.points === null ? {} : { points: edit.points };
    if (edit.notApplicable) notApplicable[key] = reason;
    else if (how === 'evidence' && documents.length + files.length > 0) {
      evidence[key] = { ...shown, documents, files, ...(reason && { reason }) };
    } else if (edit.points !== null) points[key] = { points: edit.points, reason };
  }
  return { evidence, points, notApplicable };
}

const STAGES = ['adjusted', 'verified', 'reviewed', 'self'] as const;

/** What counts now: what is typed, else the latest stage, else what the figures suggest; null: nothing yet. */
export function pointsNow(
  { points, suggestion, max, how }: ScoredCriterion,
  edit: Edit | undefined,
): number | null {
  if (edit?.points !== null && edit?.points !== undefined) return edit.points;
  if (edit && edit.documents.length > 0) return max;
  const stage = STAGES.find((each) => points[each] !== null);
  // The level above goes by the figures, whatever the agency gave itself.
  const computed = stage === 'self' && how === 'computed' && suggestion.state !== 'open';
  return stage && !computed ? points[stage] : suggestion.points;
}

/** Neither a figure nor a person has scored it. */
export const isGap = (criterion: ScoredCriterion, edit: Edit | undefined): boolean =>
  !edit?.notApplicable && criterion.suggestion.state === 'open' && pointsNow(criterion, edit) === null;
