/** The rules of corrective action, one function each. They answer what is broken, or nothing. */
import type { Instant, LocalDate } from '#libs/calendar';
import { dateOf } from '#libs/calendar';
import type { NcRefusalCode } from './commands.ts';
import type { EvidenceFile, Measure } from './events.ts';
import { nextDue } from './due.ts';
import type { KnownNc, Nonconformity, OpenNc } from './state.ts';

export interface Broken {
  readonly code: NcRefusalCode;
  readonly message: string;
}
type Rule = Broken | undefined;

/** Five whys: as many as were asked, three at least, so that no symptom passes for a cause (ISO 9001 10.2.1 b 2). */
export const LEAST_WHYS = 3;
export const MOST_WHYS = 7;
export const MOST_MEASURES = 20;

export const broken = (code: NcRefusalCode, message: string): Broken => ({ code, message });

/** ISO 9001 5.3: whoever it is about works there. */
export const worksThere = (isThere: boolean): Rule =>
  isThere ? undefined : broken('not-an-officer', 'Người này không làm việc tại cơ quan.');

/** “Khoán trắng”: whoever reviews does not take the whole job on themselves. */
export const anotherLeadsIt = (reviewer: string, owner: string): Rule =>
  reviewer === owner
    ? broken('owner-reviews', 'Người xem xét không tự chủ trì; vui lòng chỉ định người khác.')
    : undefined;

export const ownerChanges = ({ owner }: Nonconformity, next: string): Rule =>
  owner === next ? broken('owner-unchanged', 'Người này đang chủ trì.') : undefined;

export const whysSuffice = (whys: readonly string[]): Rule =>
  whys.length < LEAST_WHYS
    ? broken('too-few-whys', `Cần hỏi “vì sao” ít nhất ${LEAST_WHYS} lần.`)
    : undefined;

/** Something is to be done: a measure, or an amended procedure (ISO 9001 10.2.1 c, f). */
export const somethingIsToBeDone = (measures: readonly Measure[], amends: boolean): Rule =>
  measures.length === 0 && !amends
    ? broken('no-measure', 'Cần ít nhất một hành động hoặc một quy trình phải sửa đổi.')
    : undefined;

/** Clear person, clear day. */
export function measuresAreSound(
  measures: readonly Measure[],
  now: Instant,
  isOfficer: (officer: string) => boolean,
): Rule {
  const today: LocalDate = dateOf(now);
  if (measures.some(({ by }) => by < today)) return broken('measure-too-late', 'Hạn của hành động đã qua.');
  return worksThere(measures.every(({ officer }) => isOfficer(officer)));
}

/** ISO 9001 7.5, 10.2.2: what was done is shown by a file, or by the edition that amends the procedure. */
export const isEvidenced = ({ plan }: Nonconformity, files: readonly EvidenceFile[]): Rule =>
  files.length === 0 && (plan?.edition ?? null) === null
    ? broken('no-evidence', 'Vui lòng đính kèm minh chứng đã thực hiện.')
    : undefined;

/** ISO 9001 10.2.1 f: a procedure that was to be amended is in force as amended. */
export const procedureIsAmended = ({ plan }: Nonconformity): Rule =>
  plan?.amendment && plan.edition === null
    ? broken('edition-not-published', `Chưa ban hành lần sửa đổi của ${plan.amendment.procedure}.`)
    : undefined;

export const amendsIt = ({ plan }: Nonconformity, edition: number): Rule =>
  plan?.amendment && plan.edition === null && edition > plan.amendment.above
    ? undefined
    : broken('not-amending', 'Lần ban hành này không thuộc hành động khắc phục.');

export const hasComeDue = (
  state: OpenNc,
  kind: 'remind' | 'escalate' | 'check',
  now: Instant,
  level?: number,
): Rule => {
  const due = nextDue(state);
  const isIt =
    due?.kind === kind && due.at <= now && (level === undefined || ('level' in due && due.level === level));
  return isIt ? undefined : broken('not-due', 'Chưa đến lúc.');
};

export const liesAhead = (at: Instant, now: Instant): Rule =>
  at > now ? undefined : broken('date-passed', 'Hạn mới đã qua.');

/** ISO 9001 9.2.2 c; rules.md NC-02: nobody approves, judges or dismisses their own case. */
export const isNotTheirOwn = ({ nc }: KnownNc, persons: readonly (string | undefined)[]): Rule =>
  nc.owner !== null && persons.includes(nc.owner)
    ? broken('own-case', 'Người chủ trì không tự quyết định việc của mình.')
    : undefined;
