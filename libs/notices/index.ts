export type {
  Cause,
  Channel,
  NonconformityNotice,
  Notice,
  NoticeEvent,
  NoticeKind,
  QualityNotice,
  YearlyNotice,
} from './events.ts';
export {
  isAboutNonconformity,
  isAboutQms,
  isAboutQuality,
  isAboutYear,
  NOTICE_SCHEMA_VERSION,
  onceKey,
} from './events.ts';
export type { NcNews } from './nonconformities.ts';
export { ncNewsOf, ncRecipientsOf } from './nonconformities.ts';
export type { QualityNews } from './quality.ts';
export { isSecretary, qualityNewsOf, qualityRecipientsOf } from './quality.ts';
export type { YearlyNews } from './yearly.ts';
export { qmsNewsOf, yearlyRecipientsOf, yearNewsOf } from './yearly.ts';
export type { News } from './causes.ts';
export { mayBeNews, newsOf } from './causes.ts';
export { MAX_RECIPIENTS, recipientsOf, supervisorsOf } from './recipients.ts';
export type { Digest, DigestLine, DutyLine, Mail, Told } from './words.ts';
export { digestMail, noticeMail, titleOf } from './words.ts';
