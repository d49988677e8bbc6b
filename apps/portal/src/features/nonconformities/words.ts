/** What several parts of a nonconformity's page name alike. */
import type { NonconformityCausesCauseData, Nonconformity } from '../../api-client/types.gen.ts';

export const SEVERITIES = ['major', 'minor', 'observation'] as const;
export type Act = Nonconformity['allowed'][number];

/** `QT.KHCN.01 B3 Thẩm định hồ sơ` */
export const placeOf = ({ procedure, step, stepContent }: Nonconformity): string =>
  [procedure?.code, step, stepContent].filter(Boolean).join(' ');

export type Policy = NonconformityCausesCauseData['query']['policy'];
/** What a nonconformity raised by hand may be of: habits are no single events. */
export const POLICIES = [
  'step-late',
  'dossier-late',
  'late-without-apology',
  'second-re-promise',
  'second-supplement',
  'role-missing',
  'substitution-invalid',
  'step-skipped',
  'out-of-order',
  'same-person',
  'back-dated',
  'issued-before-approval',
  'form-missing',
  'document-missing',
  'assigned-late',
  'edition-not-in-force',
] as const satisfies readonly Policy[];
