/** The inputs of a management review (TCVN ISO 9001:2015, 9.3.2 a–f), built from what is on record. */
import type { Instant, LocalDate } from '#libs/calendar';

/**
 * What each input is made of. Names are those of the scoring's metrics, or of `facts.ts`. Texts for people: `words.ts`.
 */
export const INPUT_FIGURES = {
  'earlier-actions': [
    'earlier_decisions',
    'earlier_decisions_done',
    'earlier_decisions_open',
    'earlier_decisions_late',
  ],
  changes: [
    'tthc_changes',
    'tthc_changes_followed_in_time',
    'documents_issued',
    'change_requests',
    'change_requests_open',
    'organisation_changes',
  ],
  satisfaction: [
    'survey_answers',
    'survey_answers_required',
    'survey_answers_satisfied',
    'complaints_received',
    'complaints_in_time',
  ],
  objectives: ['objectives', 'objectives_complete', 'objectives_measured', 'objectives_met'],
  performance: [
    'dossiers_received',
    'dossiers_done',
    'dossiers_on_time',
    'dossiers_early',
    'dossiers_late',
    'steps_done',
    'steps_on_time',
  ],
  nonconformities: [
    'nonconformities_found',
    'nonconformities_open',
    'nonconformities_due',
    'nonconformities_closed_verified',
  ],
  monitoring: [
    'dossiers_conforming',
    'dossiers_with_all_forms',
    'dossiers_supplemented_again',
    'dossiers_late_apologised_in_time',
    'procedures_in_force',
    'procedures_matching_one_stop',
  ],
  audits: ['audits_held', 'audit_scopes', 'audit_scopes_covered', 'audits_independent'],
  providers: ['providers_engaged', 'certificates_in_force', 'certificates_suspended'],
  resources: ['officers', 'trainings', 'trainings_held', 'duties_due', 'duties_done_in_time'],
  risks: ['risks_open', 'risks_high', 'risk_actions_due', 'risk_actions_done'],
  improvement: ['opportunities_open', 'change_requests_open'],
} as const;

export type InputCode = keyof typeof INPUT_FIGURES;
export const INPUTS = Object.keys(INPUT_FIGURES) as readonly InputCode[];
export type FigureName = (typeof INPUT_FIGURES)[InputCode][number];

/** The clause's letter. */
export const CLAUSE_OF: Readonly<Record<InputCode, string>> = {
  'earlier-actions': '9.3.2 a',
  changes: '9.3.2 b',
  satisfaction: '9.3.2 c1',
  objectives: '9.3.2 c2',
  performance: '9.3.2 c3',
  nonconformities: '9.3.2 c4',
  monitoring: '9.3.2 c5',
  audits: '9.3.2 c6',
  providers: '9.3.2 c7',
  resources: '9.3.2 d',
  risks: '9.3.2 e',
  improvement: '9.3.2 f',
};

/** Only where there are any: an agency may well work without external providers. */
const WHERE_ANY: readonly InputCode[] = ['providers'];

/** Where an input's figures can be looked at: a record, or a page. */
export type Source =
  | { readonly kind: 'record'; readonly id: string; readonly of: string; readonly title: string }
  | { readonly kind: 'page'; readonly page: PackPage };
export const PACK_PAGES = [
  'figures',
  'satisfaction',
  'nonconformities',
  'procedures',
  'qms',
  'scoring',
] as const;
export type PackPage = (typeof PACK_PAGES)[number];

export interface PackInput {
  readonly code: InputCode;
  /** Null: not on record, which is not zero. */
  readonly figures: readonly { readonly name: FigureName; readonly value: number | boolean | null }[];
  readonly sources: readonly Source[];
  readonly required: boolean;
}

export interface Pack {
  /** Everything known by then, nothing later. */
  readonly asOf: Instant;
  readonly from: LocalDate;
  /** Inclusive. */
  readonly to: LocalDate;
  readonly inputs: readonly PackInput[];
}

/** Absent: not on record. */
export type KnownFigures = Readonly<Record<string, number | boolean | undefined>>;

export function packOf(
  span: Pick<Pack, 'asOf' | 'from' | 'to'>,
  known: KnownFigures,
  sources: Readonly<Partial<Record<InputCode, readonly Source[]>>>,
): Pack {
  const inputs = INPUTS.map((code): PackInput => {
    const figures = INPUT_FIGURES[code].map((name) => ({ name, value: known[name] ?? null }));
    const input = { code, figures, sources: sources[code] ?? [] };
    return { ...input, required: !WHERE_ANY.includes(code) || isOnRecord(input) };
  });
  return { ...span, inputs };
}

export const isOnRecord = ({ figures }: Pick<PackInput, 'figures'>): boolean =>
  figures.some(({ value }) => value !== null);
