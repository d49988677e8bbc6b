/** An agency's record is the list of its entries; everything else is read off it. */
import type { LocalDate } from '#libs/calendar';
import { MILESTONES } from './events.ts';
import type { DutyReminder, Milestone, QmsEntry, QmsEntryType, RollOutTarget } from './events.ts';

/** `no` is the version of the entry's event. */
export type Numbered<Entry extends QmsEntry = QmsEntry> = Entry & { readonly no: number };

export interface QmsState {
  /** Of the stream. */
  readonly version: number;
  /** Those that stand, in the order of their dates. */
  readonly entries: readonly Numbered[];
  readonly reminders: readonly DutyReminder[];
  /** Types ever written down, withdrawn ones too: the agency keeps such records here. */
  readonly kept: readonly QmsEntryType[];
}

export const NO_RECORD: QmsState = { version: 0, entries: [], reminders: [], kept: [] };

export interface Programme {
  readonly targets: readonly RollOutTarget[];
}
export const NO_PROGRAMME: Programme = { targets: [] };

/** The way of a system, in order (rules.md ISO-06). */
export const STAGES = [
  'building',
  'built',
  'applied',
  'audited',
  'reviewed',
  'declared',
  'maintained',
] as const satisfies readonly Milestone[];
export type QmsStage = (typeof STAGES)[number];

const MILESTONE_OF: Readonly<Partial<Record<QmsEntryType, Milestone>>> = {
  SystemBuildingBegun: 'building',
  SystemBuilt: 'built',
  SystemApplied: 'applied',
  InternalAuditHeld: 'audited',
  ManagementReviewHeld: 'reviewed',
  ConformityDeclared: 'declared',
  SystemMaintained: 'maintained',
  SystemExtended: 'extended',
  SystemUpgraded: 'upgraded',
  SystemRecognised: 'recognised',
  PilotNamed: 'pilot',
  CertificateIssued: 'certified',
};

export const milestoneOf = (type: QmsEntryType): Milestone | undefined => MILESTONE_OF[type];

/** The entries of one type, in the order of their dates. */
export function entriesOf<Type extends QmsEntryType>(
  { entries }: Pick<QmsState, 'entries'>,
  type: Type,
): readonly Numbered<Extract<QmsEntry, { type: Type }>>[] {
  return entries.filter((entry): entry is Numbered<Extract<QmsEntry, { type: Type }>> => entry.type === type);
}

/** When each milestone was first reached. */
export function milestonesOf(
  state: Pick<QmsState, 'entries'>,
): readonly { readonly milestone: Milestone; readonly on: LocalDate }[] {
  return MILESTONES.flatMap((milestone) => {
    const first = state.entries.find(({ type }) => MILESTONE_OF[type] === milestone);
    return first ? [{ milestone, on: first.on }] : [];
  });
}

/** How far the system has come; null: not begun. */
export function stageOf(state: Pick<QmsState, 'entries'>): QmsStage | null {
  const reached = new Set(milestonesOf(state).map(({ milestone }) => milestone));
  return STAGES.findLast((stage) => reached.has(stage)) ?? null;
}
