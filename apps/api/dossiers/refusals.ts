/** From what the command side answers to HTTP; the only place where a refusal becomes a status code. */
import type { CommandOutcome } from '#libs/commands';
import type { Refusal, RefusalCode } from '#libs/dossier';
import { notFound, problem, ProblemException } from '../http/problem.ts';
import { REFUSAL_WORDS } from './refusal-words.ts';

type Failed = Exclude<CommandOutcome, { kind: 'recorded' | 'repeated' }>;

const FORBIDDEN: ReadonlySet<RefusalCode> = new Set([
  'step-not-yours',
  'role-missing',
  'substitution-invalid',
  'same-person',
]);
const BAD: ReadonlySet<RefusalCode> = new Set([
  'bad-input',
  'unknown-outcome',
  'form-missing',
  'result-missing',
  'document-missing',
  'extension-not-later',
]);

const statusOf = (code: RefusalCode): number => (FORBIDDEN.has(code) ? 403 : BAD.has(code) ? 400 : 409);

export function refusalProblem(refusal: Refusal): ProblemException {
  const { code, message, status, ...more } = refusal;
  return problem(statusOf(code), code, REFUSAL_WORDS[code], { state: status, explanation: message, ...more });
}

export function problemOf(outcome: Failed): ProblemException {
  switch (outcome.kind) {
    case 'refused':
      return refusalProblem(outcome.refusal);
    case 'other-request':
      return problem(
        422,
        'other-request',
        'Lần gửi trước của biểu này đã được ghi nhận với nội dung khác. Vui lòng tải lại trang để xem.',
      );
    case 'unknown-procedure':
      return problem(
        400,
        'unknown-procedure',
        'Cơ quan không tiếp nhận thủ tục này, hoặc thủ tục chưa có hiệu lực.',
        {
          procedure: outcome.procedure,
          agency: outcome.agency,
        },
      );
    case 'unknown-dossier':
      return notFound();
    case 'unseen-dossier':
      return problem(403, 'not-permitted', 'Hồ sơ thuộc đơn vị khác. Anh/chị không có quyền xem hồ sơ này.');
    case 'applicant-erased':
      return problem(409, 'applicant-erased', 'Dữ liệu cá nhân của người nộp đã được xóa theo yêu cầu.');
    case 'busy':
      return new ProblemException({
        status: 503,
        code: 'busy',
        detail: 'Nhiều người đang cập nhật hồ sơ này. Gửi lại không bị ghi hai lần.',
        retryAfterSeconds: 1,
      });
    default:
      return outcome satisfies never;
  }
}
