/** What nonconformities and forecasts say may happen: entries of the register that a system proposes. People decide. */
import type { LocalDate } from '#libs/calendar';
import type { Degree, RiskFound } from './risk.ts';

/** The same cause has this many nonconformities. */
const COMES_BACK_FROM = 2;
/** Of the dossiers due within a week. Fewer than the least say nothing. */
const LATE_SHARE = 0.3;
const LEAST_DOSSIERS = 5;
const HIGH_SHARE = 0.6;
const IMPACTS = { major: 4, minor: 3, observation: 2 } as const;
const MAX_TITLE = 200;

export interface ProposedRisk {
  readonly agency: string;
  /** The same key is proposed once. */
  readonly key: string;
  readonly found: RiskFound;
}

export interface RecurringCause {
  readonly agency: string;
  readonly policy: string;
  readonly procedure: string;
  readonly step: string;
  readonly title: string;
  readonly severity: keyof typeof IMPACTS;
  readonly times: number;
  /** `KPH-0031/2026`, the latest. */
  readonly code: string;
}

/** Undefined: it has not come back. */
export function riskOfRecurrence(cause: RecurringCause): ProposedRisk | undefined {
  const { agency, policy, procedure, step, title, severity, times, code } = cause;
  if (times < COMES_BACK_FROM) return undefined;
  const place = [procedure, step].filter(Boolean).join(' ');
  return {
    agency,
    key: `recurs ${agency} ${policy} ${procedure} ${step}`,
    found: {
      nature: 'risk',
      title: clipped(`Lặp lại: ${title}${place && `, ${place}`}`),
      description: `Điểm không phù hợp cùng nguyên nhân đã có ${times} lần, lần gần nhất ${code}: hành động trước chưa ngăn được.`,
      source: 'nonconformity',
      ref: code,
      procedure: procedure === '' ? null : procedure,
      likelihood: times > COMES_BACK_FROM ? 5 : 4,
      impact: IMPACTS[severity],
    },
  };
}

export interface NamedRisk {
  readonly agency: string;
  readonly nonconformity: string;
  readonly code: string;
  readonly severity: keyof typeof IMPACTS;
  readonly procedure: string | null;
  /** As the corrective action's plan names it. */
  readonly risk: string;
}

export function riskOfPlan({
  agency,
  nonconformity,
  code,
  severity,
  procedure,
  risk,
}: NamedRisk): ProposedRisk {
  return {
    agency,
    key: `named ${nonconformity} ${risk}`,
    found: {
      nature: 'risk',
      title: clipped(risk),
      description: `Hành động khắc phục của ${code} nêu rủi ro này.`,
      source: 'nonconformity',
      ref: code,
      procedure,
      likelihood: 3,
      impact: IMPACTS[severity],
    },
  };
}

export interface ForecastOfProcedure {
  readonly agency: string;
  readonly procedure: string;
  /** Due within a week. */
  readonly dossiers: number;
  /** The sum of their chances. */
  readonly expectedLate: number;
}

/** Once a quarter for each procedure. Undefined: no more are expected late than happens. */
export function riskOfForecast(forecast: ForecastOfProcedure, today: LocalDate): ProposedRisk | undefined {
  const { agency, procedure, dossiers, expectedLate } = forecast;
  if (dossiers < LEAST_DOSSIERS || expectedLate / dossiers <= LATE_SHARE) return undefined;
  const percent = Math.round((100 * expectedLate) / dossiers);
  const likelihood: Degree = expectedLate / dossiers >= HIGH_SHARE ? 5 : 4;
  return {
    agency,
    key: `forecast ${agency} ${procedure} ${quarterOf(today)}`,
    found: {
      nature: 'risk',
      title: clipped(`Dự báo trễ hạn: ${procedure}`),
      description: `Trong ${dossiers} hồ sơ đến hạn bảy ngày tới, dự báo ${percent}% trễ hạn.`,
      source: 'forecast',
      ref: null,
      procedure,
      likelihood,
      impact: 4,
    },
  };
}

const quarterOf = (day: LocalDate): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

const clipped = (text: string): string =>
  text.length <= MAX_TITLE ? text : `${text.slice(0, MAX_TITLE - 1)}…`;
