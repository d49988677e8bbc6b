/** The check of an edition. With an error among the findings it can't be published. */
import { parseTerm } from '#libs/calendar';
import { sharedGroup } from '../graph.ts';
import type { Edition, Finding, Step } from '../types.ts';
import { KNOWN_FORMS, ROLES, UNITS } from '../vocabulary.ts';
import { checkEditionSums, sumOfEdition } from './edition-sum.ts';
import { error, warning } from './finding.ts';
import { checkGraph } from './graph-checks.ts';
import { checkNumbers } from './numbers.ts';
import { checkReferences } from './references.ts';

/** What an organisation has; by default the product's own vocabulary. */
export interface Held {
  readonly roles: readonly string[];
  readonly units: readonly string[];
  readonly forms: readonly string[];
}

const MAIN_PART = 'main';

export const VOCABULARY: Held = { roles: Object.keys(ROLES), units: Object.keys(UNITS), forms: KNOWN_FORMS };

export function checkEdition(edition: Edition, held: Held = VOCABULARY): Finding[] {
  return [
    ...checkNumbers(edition.steps.map((step) => ({ no: step.no, timed: true }))),
    ...edition.steps.flatMap((step) => checkTime(edition, step)),
    ...checkSharedTimes(edition),
    ...checkTotalUnits(edition),
    ...checkEditionSums(edition),
    ...checkDeadline(edition),
    ...checkGraph(edition),
    ...checkReferences(edition.steps.map((step) => ({ no: step.no, text: step.content }))),
    ...edition.steps.flatMap((step) => checkHeld(edition, step, held)),
    ...checkMainPart(edition),
    ...checkDocuments(edition),
    ...checkEnds(edition),
  ];
}

function checkTime(edition: Edition, step: Step): Finding[] {
  const findings: Finding[] = [];
  const term = parseTerm(step.time);
  if (term.kind === 'text') {
    findings.push(
      warning('unreadable-time', `Không đọc được thời gian “${step.time}”: bước không có thời hạn.`, step.no),
    );
  }
  if (isForeign(edition, step.time)) {
    findings.push(
      error(
        'mixed-units',
        `“${step.time}” là thời gian làm việc, trong khi thủ tục tính theo ngày.`,
        step.no,
      ),
    );
  }
  if (step.expiry !== undefined && step.kind !== 'applicant') {
    findings.push(
      error('expiry-misplaced', 'Chỉ bước của người nộp hồ sơ mới có hạn tự kết thúc (expiry).', step.no),
    );
  }
  if (step.expiry !== undefined && parseTerm(step.expiry).kind !== 'amount') {
    findings.push(error('unreadable-time', `Không đọc được hạn “${step.expiry}”.`, step.no));
  }
  return findings;
}

/** Working time can't be counted in calendar days. */
function isForeign(edition: Edition, printed: string): boolean {
  const term = parseTerm(printed);
  if (term.kind !== 'amount' || edition.profile.unit !== 'calendar-days') return false;
  return term.unit === 'working-days' || term.unit === 'working-hours';
}

function checkTotalUnits(edition: Edition): Finding[] {
  return [edition.total, ...edition.parts.map((part) => part.total)]
    .filter((total) => total !== null && isForeign(edition, total))
    .map((total) =>
      error('mixed-units', `Tổng “${total}” là thời gian làm việc, trong khi thủ tục tính theo ngày.`),
    );
}

function checkSharedTimes(edition: Edition): Finding[] {
  const heads = edition.steps.filter(
    (step) => step.sharedTime !== undefined && sharedGroup(edition, step)[0] === step,
  );
  return heads.flatMap((head) => {
    const [first, ...rest] = sharedGroup(edition, head);
    const stated = first !== undefined && parseTerm(first.time).kind !== 'unspecified';
    if (stated && rest.every((step) => parseTerm(step.time).kind === 'unspecified')) return [];
    const message = `Thời gian chung “${head.sharedTime}” phải ghi ở bước đầu của nhóm (${head.no}) và chỉ ở đó.`;
    return [error('shared-time-unclear', message, head.no)];
  });
}

function checkDeadline(edition: Edition): Finding[] {
  const hasTotal = [edition.total, ...edition.parts.map((part) => part.total)].some(
    (total) => parseTerm(total ?? '').kind === 'amount',
  );
  if (hasTotal || sumOfEdition(edition).steps.numerator > 0n) return [];
  return [warning('no-deadline', 'Thủ tục không có thời hạn nào.')];
}

function checkHeld(edition: Edition, step: Step, held: Held): Finding[] {
  const own = (edition.ownForms ?? []).map((form) => form.code);
  const lost = step.forms.filter((form) => !held.forms.includes(form) && !own.includes(form));
  return [
    ...(held.roles.includes(step.role)
      ? []
      : [error('role-unheld', `Không ai giữ vai trò “${step.role}”.`, step.no)]),
    ...(held.units.includes(step.unit)
      ? []
      : [error('unit-unknown', `Không có đơn vị “${step.unit}”.`, step.no)]),
    ...(edition.parts.some((part) => part.key === step.part)
      ? []
      : [error('part-unknown', `Không có phần “${step.part}” trong parts.`, step.no)]),
    ...lost.map((form) => error('form-unknown', `Không có biểu mẫu “${form}”.`, step.no)),
  ];
}

/** The part of the agency that receives the dossier is called `main`; its receipt starts there. */
function checkMainPart(edition: Edition): Finding[] {
  const first = edition.steps.find((step) => step.no === edition.firstStep);
  if (!first || first.part === MAIN_PART) return [];
  return [error('part-unknown', `Bước đầu phải thuộc phần “${MAIN_PART}” của cơ quan tiếp nhận.`, first.no)];
}

function checkDocuments(edition: Edition): Finding[] {
  const codes = edition.documents.map((document) => document.code);
  const doubled = new Set(codes.filter((code, i) => codes.indexOf(code) !== i));
  return [...doubled].map((code) => error('document-doubled', `Thành phần hồ sơ “${code}” ghi hai lần.`));
}

/** In a procedure of parallel branches somebody must hand over, whichever branch it is. */
function checkEnds(edition: Edition): Finding[] {
  if (edition.steps.some((step) => step.handsOver)) return [];
  return [error('result-never-handed-over', 'Không có bước nào trả kết quả (hands-over).')];
}
