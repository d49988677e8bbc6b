/** QT.KHCN.01 from the receipt to the hand-over: who does which step, and with what. */
import { randomInt } from 'node:crypto';

export const WALK_PROCEDURE = 'QT.KHCN.01';
export const WALK_PASSWORD = 'dunghan-demo';
export const RECEPTIONIST = 'tiepnhan.khcn';

export type WalkStep = readonly [who: string, action: string, body: object];

export const WALK: readonly WalkStep[] = [
  [RECEPTIONIST, 'complete', { step: 'B1', forms: ['tt03-2025/receipt', 'tt03-2025/control-sheet'] }],
  ['truongphong.khcn', 'complete', { step: 'B2' }],
  ['chuyenvien.khcn', 'complete', { step: 'B3', outcome: 'eligible', results: ['Dự thảo kết quả'] }],
  ['truongphong.khcn', 'complete', { step: 'B4' }],
  ['giamdoc.khcn', 'complete', { step: 'B5' }],
  [
    'vanthu.khcn',
    'complete',
    {
      step: 'B6',
      results: ['Giấy chứng nhận hoặc văn bản trả lời'],
      result: { number: '12/GCN', positive: true },
    },
  ],
  [RECEPTIONIST, 'hand-over', {}],
];

/** The body of a receipt, of another applicant each time. */
export const walkReceipt = () => ({
  procedure: WALK_PROCEDURE,
  applicant: {
    name: 'Đỗ Thị Thử',
    idNumber: String(randomInt(1e12)).padStart(12, '0'),
    phone: '0912345678',
  },
  documents: [
    { code: 'DON', copies: 1 },
    { code: 'GCN', copies: 1 },
  ],
});
