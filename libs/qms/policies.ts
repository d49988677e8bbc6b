/** What a record must keep to, one rule each, over all its entries: so an entry and its withdrawal are judged alike. */
import type { LocalDate } from '#libs/calendar';
import { STAGES, milestoneOf, type Numbered } from './state.ts';
import type { QmsEntry, RollOutTarget } from './events.ts';

export type QmsRefusalCode =
  | 'in-the-future'
  | 'stage-out-of-order'
  | 'not-maintained'
  | 'part-over-whole'
  | 'dates-reversed'
  | 'certificate-twice'
  | 'unknown-certificate'
  | 'certificate-over'
  | 'catalogue-twice'
  | 'catalogue-unknown'
  | 'unknown-entry'
  | 'unknown-target'
  | 'empty-target'
  | 'reason-missing'
  | 'nothing-due';

export interface QmsRefusal {
  readonly code: QmsRefusalCode;
  /** Vietnamese. */
  readonly message: string;
  /** Stages, certificates or procedures at fault. */
  readonly at?: readonly string[];
}
export type Broken = QmsRefusal | undefined;

const broken = (code: QmsRefusalCode, message: string, ...at: string[]): QmsRefusal =>
  at.length > 0 ? { code, message, at } : { code, message };

export const saysWhy = (reason: string): Broken =>
  reason.trim() === '' ? broken('reason-missing', 'Vui lòng nêu lý do.') : undefined;

export const notInTheFuture = ({ on }: QmsEntry, today: LocalDate): Broken =>
  on > today ? broken('in-the-future', 'Ngày ghi nhận chưa đến.') : undefined;

type Rule = (entries: readonly Numbered[]) => Broken;

/** rules.md ISO-06: xây dựng → áp dụng → đánh giá, xem xét → công bố → duy trì. */
const stagesFollow: Rule = (entries) => {
  const reached = new Set<string>();
  for (const { type } of entries) {
    const stage = milestoneOf(type);
    const place = STAGES.findIndex((each) => each === stage);
    const before = place > 0 ? STAGES[place - 1]! : null;
    if (before !== null && !reached.has(before)) {
      return broken('stage-out-of-order', 'Giai đoạn trước chưa được ghi nhận đến ngày này.', before);
    }
    if (stage) reached.add(stage);
  }
  return undefined;
};

/** Extended, upgraded, recognised: what is built. */
const builtFirst: Rule = (entries) => {
  const built = entries.findIndex(({ type }) => type === 'SystemBuilt');
  const early = entries.findIndex(({ type }) =>
    ['SystemExtended', 'SystemUpgraded', 'SystemRecognised'].includes(type),
  );
  return early >= 0 && (built < 0 || built > early)
    ? broken('stage-out-of-order', 'Hệ thống chưa được ghi nhận là đã xây dựng đến ngày này.', 'built')
    : undefined;
};

/** ISO 9001 9.2, 9.3: a system is maintained by an audit and a review since it was declared, or maintained before. */
const maintainedByAuditAndReview: Rule = (entries) => {
  let audited = true;
  let reviewed = true;
  for (const { type } of entries) {
    if (type === 'InternalAuditHeld') audited = true;
    if (type === 'ManagementReviewHeld') reviewed = true;
    if (type === 'SystemMaintained' && !(audited && reviewed)) {
      const missing = [...(audited ? [] : ['audited']), ...(reviewed ? [] : ['reviewed'])];
      return broken(
        'not-maintained',
        'Từ lần trước chưa có đánh giá nội bộ và xem xét lãnh đạo.',
        ...missing,
      );
    }
    if (type === 'ConformityDeclared' || type === 'SystemMaintained') audited = reviewed = false;
  }
  return undefined;
};

const partsWithinWholes: Rule = (entries) =>
  entries.some((entry) => partsOf(entry).some(([part, whole]) => part > whole))
    ? broken('part-over-whole', 'Số thành phần không được lớn hơn tổng số.')
    : undefined;

function partsOf(entry: QmsEntry): readonly (readonly [number, number])[] {
  switch (entry.type) {
    case 'InternalAuditHeld':
      return [[entry.scopesCovered, entry.scopes]];
    case 'ManagementReviewHeld':
      return [
        [entry.inputsGiven, entry.inputsRequired],
        [entry.decisionsAssigned, entry.decisions],
      ];
    case 'ObjectivesCounted':
      return [
        [entry.complete, entry.objectives],
        [entry.measured, entry.objectives],
      ];
    case 'SatisfactionSurveyed':
      return [[entry.satisfied, entry.answers]];
    case 'OneStopCompared':
      return [[entry.matching, entry.procedures]];
    case 'ComplaintsCounted':
      return [[entry.inTime, entry.received]];
    default:
      return [];
  }
}

const endsAfterItBegins: Rule = (entries) =>
  entries.some((entry) => 'until' in entry && entry.until !== null && entry.until < entry.on)
    ? broken('dates-reversed', 'Ngày hết hiệu lực phải sau ngày bắt đầu.')
    : undefined;

/** A certificate is issued once, and surveyed while it lasts. */
const certificatesKnown: Rule = (entries) => {
  const known = new Map<string, { readonly until: LocalDate; withdrawn: boolean }>();
  for (const entry of entries) {
    if (entry.type === 'CertificateIssued') {
      if (known.has(entry.certificate)) {
        return broken('certificate-twice', 'Giấy chứng nhận này đã được ghi nhận.', entry.certificate);
      }
      known.set(entry.certificate, { until: entry.until, withdrawn: false });
    }
    if (entry.type !== 'CertificateSurveyed') continue;
    const certificate = known.get(entry.certificate);
    if (!certificate) {
      return broken('unknown-certificate', 'Không có giấy chứng nhận này.', entry.certificate);
    }
    if (certificate.withdrawn || entry.on > certificate.until) {
      return broken('certificate-over', 'Giấy chứng nhận không còn hiệu lực.', entry.certificate);
    }
    certificate.withdrawn = entry.outcome === 'withdrawn';
  }
  return undefined;
};

/** Each revision says what became of every procedure: none is new twice, none is amended that was not there. */
const cataloguesFollow: Rule = (entries) => {
  const listed = new Set<string>();
  for (const entry of entries) {
    if (entry.type !== 'CatalogueRevised') continue;
    const seen = new Set<string>();
    for (const { code, fate } of entry.lines) {
      if (seen.has(code) || (fate === 'new' && listed.has(code))) {
        return broken('catalogue-twice', 'Thủ tục đã có trong danh mục.', code);
      }
      if (fate !== 'new' && !listed.has(code)) {
        return broken('catalogue-unknown', 'Thủ tục chưa có trong danh mục.', code);
      }
      seen.add(code);
    }
    for (const { code, fate } of entry.lines) {
      if (fate === 'abolished') listed.delete(code);
      else listed.add(code);
    }
  }
  return undefined;
};

const RULES: readonly Rule[] = [
  stagesFollow,
  builtFirst,
  maintainedByAuditAndReview,
  partsWithinWholes,
  endsAfterItBegins,
  certificatesKnown,
  cataloguesFollow,
];

export function unsound(entries: readonly Numbered[]): Broken {
  for (const rule of RULES) {
    const found = rule(entries);
    if (found) return found;
  }
  return undefined;
}

export const targetSound = ({ population, wanted }: RollOutTarget): Broken =>
  population.length === 0 || wanted.length === 0 || wanted.some((any) => any.length === 0)
    ? broken('empty-target', 'Mục tiêu phải có cơ quan và mốc cần đạt.')
    : undefined;

export const unknownEntry = (): QmsRefusal => broken('unknown-entry', 'Không có ghi nhận này.');
export const unknownTarget = (id: string): QmsRefusal =>
  broken('unknown-target', 'Không có mục tiêu này.', id);
export const nothingDue = (): QmsRefusal => broken('nothing-due', 'Chưa có việc nào đến hạn nhắc.');
