/** A dossier's hand-overs in the words of its control sheet. */
import { handOvers } from '#libs/documents';
import type { ControlRow, HandOver, Holder } from '#libs/documents';
import type { Active, Closed, RecordedDossierEvent } from '#libs/dossier';
import type { Names } from '../dossiers/names.ts';

const NOTES: Readonly<Record<HandOver['why'], string>> = {
  received: 'Tiếp nhận hồ sơ',
  done: '',
  returned: 'Trả lại bước trước',
  reassigned: 'Chuyển người thụ lý',
  substituted: 'Thay thế người thụ lý',
  'supplement-requested': 'Yêu cầu bổ sung',
  'supplement-received': 'Nhận bổ sung',
  consulted: 'Lấy ý kiến',
  answered: 'Trả lời ý kiến',
  'handed-over': 'Trả kết quả',
};

export function controlRows(
  events: readonly RecordedDossierEvent[],
  state: Active | Closed,
  names: Names,
): readonly ControlRow[] {
  return handOvers(events, state).map(({ from, to, handedAt, takenAt, result, why }) => ({
    from: unitOf(from, names),
    to: unitOf(to, names),
    handedAt,
    takenAt,
    result,
    note: NOTES[why],
    giver: officerOf(from, names),
    taker: officerOf(to, names),
  }));
}

function unitOf(holder: Holder, names: Names): string {
  switch (holder.kind) {
    case 'applicant':
      return 'Tổ chức, cá nhân nộp hồ sơ';
    case 'system':
      return 'Hệ thống thông tin giải quyết TTHC';
    case 'agency':
      return names.agency(holder.agency).name;
    case 'office':
      return names.unit(holder.unit).name;
    default:
      return holder satisfies never;
  }
}

const officerOf = (holder: Holder, names: Names): string =>
  holder.kind === 'office' && holder.officer !== null ? names.officer(holder.officer).name : '';

/** Other agencies that do a part of it or were asked. */
export function cooperating(
  events: readonly RecordedDossierEvent[],
  state: Active | Closed,
  names: Names,
): readonly string[] {
  const parts = state.parts.map(({ agency }) => agency);
  const asked = events.flatMap((event) =>
    event.type === 'ConsultationRequested' ? [event.body.agency] : [],
  );
  const others = new Set([...parts, ...asked].filter((agency) => agency !== state.agency));
  return [...others].map((agency) => names.agency(agency).name);
}
