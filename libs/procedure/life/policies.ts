/** The rules of an edition's life, each by name. A rule gives its refusal, or nothing. */
import type { LocalDate } from '#libs/calendar';
import { checkEdition } from '../check/edition.ts';
import type { Edition } from '../types.ts';

export type EditionRefusalCode =
  | 'wrong-state'
  | 'same-person'
  | 'not-sound'
  | 'back-dated'
  | 'not-later'
  | 'edition-number'
  | 'reason-missing'
  | 'other-procedure';

export type Broken = { readonly code: EditionRefusalCode; readonly message: string } | undefined;

/** ISO 9001 7.5.2: documented information is approved by somebody else than the one who wrote it. */
export function anotherPersonApproves(drafter: string, approver: string): Broken {
  if (drafter !== approver) return undefined;
  return { code: 'same-person', message: 'Người soạn thảo không được tự phê duyệt.' };
}

/** ISO 9001 7.5.2: suitable and adequate before it is issued. */
export function noErrorStands(edition: Edition): Broken {
  const errors = checkEdition(edition).filter((finding) => finding.severity === 'error');
  if (errors.length === 0) return undefined;
  const message = errors.map((finding) => `[${finding.code}] ${finding.message}`).join(' ');
  return { code: 'not-sound', message: `Quy trình còn lỗi: ${message}` };
}

/** A procedure is known before it binds: it comes into force on the day of its publication at the earliest. */
export function notBackDated(effectiveFrom: LocalDate, today: LocalDate): Broken {
  if (effectiveFrom >= today) return undefined;
  return { code: 'back-dated', message: `Ngày hiệu lực ${effectiveFrom} đã qua (hôm nay là ${today}).` };
}

/** Editions follow one another in number and in time, so that one only is in force on any date. */
export function followsTheLast(
  edition: Edition,
  last: { readonly edition: Edition; readonly effectiveFrom: LocalDate } | undefined,
  effectiveFrom: LocalDate,
): Broken {
  if (!last) return undefined;
  if (last.edition.code !== edition.code) {
    return { code: 'other-procedure', message: `Lần ban hành trước là của ${last.edition.code}.` };
  }
  if (edition.edition <= last.edition.edition) {
    return {
      code: 'edition-number',
      message: `Đã có lần ban hành ${last.edition.edition}; lần này phải lớn hơn.`,
    };
  }
  if (effectiveFrom > last.effectiveFrom) return undefined;
  return {
    code: 'not-later',
    message: `Lần ban hành trước có hiệu lực từ ${last.effectiveFrom}; lần này phải sau ngày đó.`,
  };
}

export function saysWhy(reason: string): Broken {
  return reason.trim() === '' ? { code: 'reason-missing', message: 'Cần ghi lý do.' } : undefined;
}
