/** What several parts of a nonconformity's page name alike. */
import type { Nonconformity } from '../../api-client/types.gen.ts';

export const SEVERITIES = ['major', 'minor', 'observation'] as const;
export type Act = Nonconformity['allowed'][number];

/** `QT.KHCN.01 B3 Thẩm định hồ sơ` */
export const placeOf = ({ procedure, step, stepContent }: Nonconformity): string =>
  [procedure?.code, step, stepContent].filter(Boolean).join(' ');
