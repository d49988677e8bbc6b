/** Facts as rows of `read`. Pure, so that live and rebuilt rows are equal. */
import { localOf, type Instant } from '#libs/calendar';
import type { ColumnTypes } from '#libs/ledger';
import { classOfEnded, type DossierFacts, type Minutes, type Span, type StepFacts } from '#libs/metrics';

export interface FigureRow {
  dossier: string;
  version: number;
  code: string;
  procedure: string;
  edition: number;
  field: string;
  agency: string;
  unit: string;
  officer: string;
  channel: string;
  received_at: string;
  received_month: string;
  ended_at: string | null;
  ended_month: string | null;
  ending: string | null;
  class_promised: string | null;
  class_recalculated: string | null;
  promised_at: string | null;
  due_at: string | null;
  warn_at: string | null;
  dues: unknown;
  stops: readonly Span[] | null;
  supplements: readonly Span[] | null;
  requests: number;
  returns: number;
  re_promises: number;
  apologies_in_time: number;
  own_minutes: number;
  other_agency_minutes: number;
  applicant_minutes: number;
  outside_minutes: number;
  allowed_minutes: number | null;
  known_at: string;
}

export interface FigureStepRow {
  dossier: string;
  step: string;
  run: number;
  procedure: string;
  edition: number;
  field: string;
  agency: string;
  unit: string;
  role: string;
  officer: string;
  starts_at: string;
  done_at: string;
  done_month: string;
  due_at: string | null;
  timeliness: string | null;
  returned: boolean;
  own_minutes: number;
  other_agency_minutes: number;
  applicant_minutes: number;
  outside_minutes: number;
  allowed_minutes: number | null;
}

export const FIGURE_COLUMNS: ColumnTypes<FigureRow> = {
  dossier: 'uuid',
  version: 'integer',
  code: 'text',
  procedure: 'text',
  edition: 'integer',
  field: 'text',
  agency: 'text',
  unit: 'text',
  officer: 'text',
  channel: 'text',
  received_at: 'timestamptz',
  received_month: 'date',
  ended_at: 'timestamptz',
  ended_month: 'date',
  ending: 'text',
  class_promised: 'text',
  class_recalculated: 'text',
  promised_at: 'timestamptz',
  due_at: 'timestamptz',
  warn_at: 'timestamptz',
  dues: 'jsonb',
  stops: 'tstzmultirange',
  supplements: 'tstzmultirange',
  requests: 'smallint',
  returns: 'smallint',
  re_promises: 'smallint',
  apologies_in_time: 'smallint',
  own_minutes: 'integer',
  other_agency_minutes: 'integer',
  applicant_minutes: 'integer',
  outside_minutes: 'integer',
  allowed_minutes: 'integer',
  known_at: 'timestamptz',
};

export const FIGURE_STEP_COLUMNS: ColumnTypes<FigureStepRow> = {
  dossier: 'uuid',
  step: 'text',
  run: 'integer',
  procedure: 'text',
  edition: 'integer',
  field: 'text',
  agency: 'text',
  unit: 'text',
  role: 'text',
  officer: 'text',
  starts_at: 'timestamptz',
  done_at: 'timestamptz',
  done_month: 'date',
  due_at: 'timestamptz',
  timeliness: 'text',
  returned: 'boolean',
  own_minutes: 'integer',
  other_agency_minutes: 'integer',
  applicant_minutes: 'integer',
  outside_minutes: 'integer',
  allowed_minutes: 'integer',
};

/** @param knownAt when the last of the events was known. */
export function figureRow(facts: DossierFacts, knownAt: Instant): FigureRow {
  const last = facts.dues.at(-1);
  return {
    dossier: facts.dossier,
    version: facts.version,
    code: facts.code,
    procedure: facts.procedure,
    edition: facts.edition,
    field: facts.field,
    agency: facts.agency,
    unit: facts.unit,
    officer: facts.officer ?? '',
    channel: facts.channel,
    received_at: facts.receivedAt,
    received_month: monthOf(facts.receivedAt),
    ended_at: facts.endedAt,
    ended_month: facts.endedAt && monthOf(facts.endedAt),
    ending: facts.ending,
    class_promised: classOfEnded(facts, 'promised'),
    class_recalculated: classOfEnded(facts, 'recalculated'),
    promised_at: facts.dues.findLast(({ promised }) => promised)?.dueAt ?? null,
    due_at: last?.dueAt ?? null,
    warn_at: last?.warnAt ?? null,
    dues:
      facts.dues.length > 1
        ? facts.dues.map((due) => [due.since, due.dueAt, due.warnAt, due.promised])
        : null,
    stops: multirange(facts.stops),
    supplements: multirange(facts.supplements),
    requests: facts.supplements.length,
    returns: facts.returns,
    re_promises: facts.rePromises.length,
    apologies_in_time: facts.apologiesInTime,
    ...minutes(facts.minutes),
    allowed_minutes: facts.allowedMinutes,
    known_at: knownAt,
  };
}

export function figureStepRow(facts: StepFacts): FigureStepRow {
  const { dossier, step, run, procedure, edition, field, agency, unit, role, returned } = facts;
  return {
    dossier,
    step,
    run,
    procedure,
    edition,
    field,
    agency,
    unit,
    role,
    officer: facts.officer ?? '',
    starts_at: facts.startsAt,
    done_at: facts.doneAt,
    done_month: monthOf(facts.doneAt),
    due_at: facts.dueAt,
    timeliness: facts.timeliness,
    returned,
    ...minutes(facts.minutes),
    allowed_minutes: facts.allowedMinutes,
  };
}

const minutes = ({ own, otherAgency, applicant, outside }: Minutes) => ({
  own_minutes: own,
  other_agency_minutes: otherAgency,
  applicant_minutes: applicant,
  outside_minutes: outside,
});

/** The first of the month, Vietnamese time. */
export const monthOf = (at: Instant): string => `${localOf(at).slice(0, 7)}-01`;

/** A wait of no length is none. */
const multirange = (spans: readonly Span[]): readonly Span[] | null => {
  const lasting = spans.filter(({ from, to }) => to === null || to > from);
  return lasting.length === 0 ? null : lasting;
};
