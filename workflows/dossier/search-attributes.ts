/** By what an operator finds a dossier in Temporal's own UI. */
import { MAIN_PART, type DossierState } from '#libs/dossier';
import {
  defineSearchAttributeKey,
  SearchAttributeType,
  type SearchAttributeUpdatePair,
} from '@temporalio/common';

export const SEARCH_ATTRIBUTES = {
  agency: defineSearchAttributeKey('agency', SearchAttributeType.KEYWORD),
  procedure: defineSearchAttributeKey('procedure', SearchAttributeType.KEYWORD),
  edition: defineSearchAttributeKey('edition', SearchAttributeType.INT),
  step: defineSearchAttributeKey('step', SearchAttributeType.KEYWORD_LIST),
  officer: defineSearchAttributeKey('officer', SearchAttributeType.KEYWORD_LIST),
  due: defineSearchAttributeKey('due', SearchAttributeType.DATETIME),
  status: defineSearchAttributeKey('status', SearchAttributeType.KEYWORD),
} as const;

/**
 * The values as things stand; `part` narrows them to another agency's part. `null` takes a value away.
 * `due` is the dossier's appointment, or the earliest open step's due moment where there is none.
 */
export function searchAttributesOf(state: DossierState, part?: string): SearchAttributeUpdatePair[] {
  const key = SEARCH_ATTRIBUTES;
  if (state.status === 'none') return [];
  const known: SearchAttributeUpdatePair[] = [
    { key: key.status, value: state.status },
    { key: key.procedure, value: state.procedure },
  ];
  if (!('pinned' in state)) return [...known, { key: key.agency, value: state.agency }];

  const open = state.open.filter((step) => part === undefined || step.part === part);
  const officers = open.flatMap(({ officer }) => officer ?? []);
  const stepsDue = open.flatMap(({ deadline }) => deadline?.dueAt ?? []).sort();
  const due = part === undefined ? (state.appointment?.deadline.dueAt ?? stepsDue[0]) : stepsDue[0];
  return [
    ...known,
    { key: key.agency, value: state.pinned.placements[part ?? MAIN_PART]?.agency ?? state.agency },
    { key: key.edition, value: state.pinned.edition },
    { key: key.step, value: open.length > 0 ? open.map(({ step }) => step) : null },
    { key: key.officer, value: officers.length > 0 ? [...new Set(officers)] : null },
    { key: key.due, value: due ? new Date(due) : null },
  ];
}
