/** The statuses of the national portal (rules.md OS-14), derived from the events. */
import type { Active, DossierState, NationalStatus } from './state.ts';

const NAMES: Readonly<Record<NationalStatus, { readonly vi: string; readonly en: string }>> = {
  1: { vi: 'Mới đăng ký', en: 'Newly registered' },
  2: { vi: 'Được tiếp nhận', en: 'Received' },
  3: { vi: 'Không được tiếp nhận', en: 'Not received' },
  4: { vi: 'Đang xử lý', en: 'In process' },
  5: { vi: 'Yêu cầu bổ sung giấy tờ', en: 'Supplement requested' },
  6: { vi: 'Yêu cầu thực hiện nghĩa vụ tài chính', en: 'Payment requested' },
  7: { vi: 'Công dân yêu cầu rút hồ sơ', en: 'Withdrawn by the applicant' },
  8: { vi: 'Dừng xử lý', en: 'Stopped' },
  9: { vi: 'Đã xử lý xong', en: 'Processed' },
  10: { vi: 'Đã trả kết quả', en: 'Result handed over' },
};

export function statusName(status: NationalStatus, language: 'vi' | 'en'): string {
  return NAMES[status][language];
}

/** Throws for a dossier that doesn't exist: it has no status. */
export function nationalStatus(state: DossierState): NationalStatus {
  switch (state.status) {
    case 'none':
      throw new RangeError('a dossier that does not exist has no national status');
    case 'submitted':
      return state.incompleteSince === undefined ? 1 : 5;
    case 'refused':
      return 3;
    case 'open':
      return statusOfOpen(state);
    case 'withdrawn':
      return 7;
    case 'stopped':
    case 'expired':
      return 8;
    case 'finished':
      return 9;
    case 'handed-over':
      return 10;
    default:
      return state satisfies never;
  }
}

/** Received until the first step is done, then in process; a fee that is due shows even once the result is there. */
function statusOfOpen({ waiting, result, done }: Active): NationalStatus {
  if (waiting.some(({ cause }) => cause === 'supplement')) return 5;
  if (waiting.some(({ cause }) => cause === 'payment')) return 6;
  if (result) return 9;
  return done.length === 0 ? 2 : 4;
}
