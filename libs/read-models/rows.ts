/** A dossier's rows in the read models: a pure function of its state, so that live and rebuilt rows are equal. */
import { nationalStatus } from '#libs/dossier';
import type { ColumnTypes } from '#libs/ledger';
import type { Active, Closed, DoneStep, DossierState, OpenStep, Submitted, Unreceived } from '#libs/dossier';

export interface DossierRow {
  id: string;
  version: number;
  code: string | null;
  procedure: string;
  edition: number | null;
  agency: string;
  agencies: string[];
  units: string[];
  status: string;
  national: number;
  channel: string;
  subject: string | null;
  lookup_hash: string | null;
  submitted_at: string | null;
  received_at: string | null;
  due_at: string | null;
  promised_at: string | null;
  warn_at: string | null;
  paused: boolean;
  waiting: string[];
  consulted: string[];
  extensions: number;
  supplements: number;
  issued_at: string | null;
  closed_at: string | null;
}

export interface StepRow {
  dossier: string;
  step: string;
  run: number;
  part: string;
  agency: string;
  unit: string;
  role: string;
  officer: string | null;
  opened_at: string;
  starts_at: string;
  due_at: string | null;
  warn_at: string | null;
  paused: boolean;
  done_at: string | null;
  outcome: string | null;
  returned: boolean;
  // What boards ask of open steps alone, so that they need not look into the dossiers.
  procedure: string | null;
  /** The earlier of the step's and the dossier's, whose clock ends with the result. */
  first_due_at: string | null;
  first_warn_at: string | null;
  /** The dossier's other agencies, with a space between. */
  elsewhere: string | null;
}

export const DOSSIER_COLUMNS: ColumnTypes<DossierRow> = {
  id: 'uuid',
  version: 'integer',
  code: 'text',
  procedure: 'text',
  edition: 'integer',
  agency: 'text',
  agencies: 'text[]',
  units: 'text[]',
  status: 'text',
  national: 'smallint',
  channel: 'text',
  subject: 'uuid',
  lookup_hash: 'text',
  submitted_at: 'timestamptz',
  received_at: 'timestamptz',
  due_at: 'timestamptz',
  promised_at: 'timestamptz',
  warn_at: 'timestamptz',
  paused: 'boolean',
  waiting: 'text[]',
  consulted: 'text[]',
  extensions: 'smallint',
  supplements: 'smallint',
  issued_at: 'timestamptz',
  closed_at: 'timestamptz',
};

export const STEP_COLUMNS: ColumnTypes<StepRow> = {
  dossier: 'uuid',
  step: 'text',
  run: 'integer',
  part: 'text',
  agency: 'text',
  unit: 'text',
  role: 'text',
  officer: 'text',
  opened_at: 'timestamptz',
  starts_at: 'timestamptz',
  due_at: 'timestamptz',
  warn_at: 'timestamptz',
  paused: 'boolean',
  done_at: 'timestamptz',
  outcome: 'text',
  returned: 'boolean',
  procedure: 'text',
  first_due_at: 'timestamptz',
  first_warn_at: 'timestamptz',
  elsewhere: 'text',
};

export interface DossierRows {
  readonly dossier: DossierRow;
  readonly steps: readonly StepRow[];
}

/** @param subject the applicant's key, known from the ledger's row and not from the event. */
export function rowsOf(
  state: Exclude<DossierState, { status: 'none' }>,
  subject: string | null,
): DossierRows {
  if (!('open' in state)) return { dossier: { ...unhandled(state), subject }, steps: [] };
  const dossier = { ...handled(state), subject };
  return { dossier, steps: stepsOf(state, dossier) };
}

const unhandled = (state: Submitted | Unreceived): DossierRow => ({
  id: state.id,
  version: state.version,
  code: null,
  procedure: state.procedure,
  edition: null,
  agency: state.agency,
  agencies: [state.agency],
  units: [],
  status: state.status,
  national: nationalStatus(state),
  channel: state.channel,
  subject: null,
  lookup_hash: state.status === 'submitted' ? state.lookupHash : null,
  submitted_at: state.status === 'submitted' ? state.submittedAt : null,
  received_at: null,
  due_at: null,
  promised_at: null,
  warn_at: null,
  paused: false,
  waiting: state.status === 'submitted' && state.incompleteSince !== undefined ? ['supplement'] : [],
  consulted: [],
  extensions: 0,
  supplements: 0,
  issued_at: null,
  closed_at: null,
});

function handled(state: Active | Closed): DossierRow {
  const places = [...state.open, ...state.done];
  const consulted = state.waiting.flatMap(({ agency }) => agency ?? []);
  return {
    id: state.id,
    version: state.version,
    code: state.code,
    procedure: state.procedure,
    edition: state.pinned.edition,
    agency: state.agency,
    agencies: distinct([state.agency, ...places.map((step) => step.agency), ...consulted]),
    units: distinct([...receptionUnits(state), ...places.map((step) => step.unit)]),
    status: state.status,
    national: nationalStatus(state),
    channel: state.channel,
    subject: null,
    lookup_hash: state.lookupHash,
    submitted_at: null,
    received_at: state.receivedAt,
    due_at: state.appointment?.deadline.dueAt ?? null,
    promised_at: state.appointment?.promisedAt ?? null,
    warn_at: state.appointment?.warnAt ?? null,
    paused: isPaused(state),
    waiting: state.waiting.map((waiting) => waiting.cause),
    consulted: distinct(consulted),
    extensions: state.appointment?.extensions ?? 0,
    supplements: state.supplements,
    issued_at: state.result?.issuedAt ?? null,
    closed_at: state.status === 'open' ? null : state.closedAt,
  };
}

const isPaused = (state: Active | Closed): boolean => state.waiting.some((waiting) => waiting.pauses);

const receptionUnits = (state: Active | Closed): string[] => {
  const unit = state.pinned.placements['main']?.units['one-stop'];
  return unit === undefined ? [] : [unit];
};

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();

function stepsOf(state: Active | Closed, dossier: DossierRow): StepRow[] {
  // A closed dossier's open steps were never done: nobody has them any more.
  const open = state.status === 'open' ? state.open : [];
  return [
    ...state.done.map((step) => doneRow(state.id, step)),
    ...open.map((step) => openRow(step, dossier)),
  ];
}

const openRow = (step: OpenStep, dossier: DossierRow): StepRow => ({
  dossier: dossier.id,
  step: step.step,
  run: step.run,
  part: step.part,
  agency: step.agency,
  unit: step.unit,
  role: step.role,
  officer: step.officer,
  opened_at: step.openedAt,
  starts_at: step.startsAt,
  due_at: step.deadline?.dueAt ?? null,
  warn_at: step.warnAt,
  paused: dossier.paused,
  done_at: null,
  outcome: null,
  returned: false,
  procedure: dossier.procedure,
  first_due_at: earlier(step.deadline?.dueAt ?? null, dossier.issued_at === null ? dossier.due_at : null),
  first_warn_at: earlier(step.warnAt, dossier.issued_at === null ? dossier.warn_at : null),
  elsewhere: dossier.agencies.filter((agency) => agency !== step.agency).join(' ') || null,
});

const earlier = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other < one) ? other : one;

const doneRow = (dossier: string, step: DoneStep): StepRow => ({
  dossier,
  step: step.step,
  run: step.run,
  part: step.part,
  agency: step.agency,
  unit: step.unit,
  role: step.role,
  officer: step.officer,
  opened_at: step.openedAt,
  starts_at: step.startsAt,
  due_at: step.dueAt,
  warn_at: null,
  paused: false,
  done_at: step.doneAt,
  outcome: step.outcome,
  returned: step.returned,
  procedure: null,
  first_due_at: null,
  first_warn_at: null,
  elsewhere: null,
});
