/** A nonconformity in the words of its printed slip. */
import { ncEventOf } from '#libs/commands';
import type { CorrectiveActionSlip, SlipPart } from '#libs/documents';
import { localOf, type Instant } from '#libs/calendar';
import type { RecordedEvent } from '#libs/ledger';
import { policyWords, type Severity } from '#libs/nonconformity';
import {
  codeOf,
  shareOf,
  STAGE_NAMES,
  type EffectFigures,
  type KnownNc,
  type NcEventType,
  type Source,
  type Tally,
  type Verdict,
} from '#libs/nonconformity/corrective-action';
import type { Organisation } from '#libs/organisation';
import type { Edition } from '#libs/procedure';
import type { Occurrence } from '#libs/read-models';
import { namesOf, type Names } from '../dossiers/names.ts';
import { headOf } from '../print/head.ts';
import { contentOf } from './detail.ts';

const FORM = { name: 'Phiếu yêu cầu hành động khắc phục' };
/** A page's worth; the rest is in the system. */
const MAX_DOSSIERS = 25;

const SEVERITIES: Readonly<Record<Severity, string>> = {
  major: 'Nặng',
  minor: 'Nhẹ',
  observation: 'Lưu ý, khuyến nghị',
};
const SOURCES: Readonly<Record<Source, string>> = {
  detector: 'Hệ thống tự phát hiện',
  complaint: 'Phản ánh, kiến nghị',
  audit: 'Đánh giá nội bộ',
  management: 'Lãnh đạo, quản lý',
};
const VERDICTS: Readonly<Record<Verdict, string>> = {
  effective: 'Có hiệu lực',
  ineffective: 'Chưa có hiệu lực',
  'too-few': 'Chưa đủ hồ sơ để kết luận',
  unclear: 'Có giảm nhưng chưa đủ chắc chắn',
  'not-counted': 'Không có số liệu tự đếm',
};

interface About {
  readonly organisation: Organisation;
  readonly edition: Edition | undefined;
  readonly occurrences: readonly Occurrence[];
  readonly events: readonly RecordedEvent[];
}

export function slipOf(
  state: KnownNc,
  { organisation, edition, occurrences, events }: About,
): CorrectiveActionSlip {
  const { nc } = state;
  const names = namesOf(organisation);
  const at = events.at(-1)?.occurredAt ?? nc.foundAt;
  const step = nc.cause?.step ?? '';
  const place = [step, contentOf(edition, step)].filter(Boolean).join(' ');
  return {
    head: headOf(organisation.snapshot, { form: FORM, agency: nc.agency, at }),
    code: `${codeOf(nc)}/${nc.year}`,
    title: nc.title,
    facts: [
      { label: 'Nguồn', words: SOURCES[nc.source] },
      { label: 'Mức độ', words: SEVERITIES[nc.severity] },
      { label: 'Điều khoản', words: nc.cause && policyWords(nc.cause.policy).clause },
      { label: 'Thủ tục', words: nc.cause && (edition?.title ?? nc.cause.procedure) },
      ...(place === '' ? [] : [{ label: 'Bước', words: place }]),
      { label: 'Mô tả', words: nc.description || `${occurrences.length} lần, từ ${inShort(nc.since)}` },
      { label: 'Người chủ trì', words: nc.owner === null ? null : names.officer(nc.owner).name },
    ],
    dossiers: occurrences
      .slice(0, MAX_DOSSIERS)
      .map((one) => ({ code: one.code, at: one.at as Instant, place: one.step })),
    parts: partsOf(state, names, events),
  };
}

function partsOf(state: KnownNc, names: Names, events: readonly RecordedEvent[]): readonly SlipPart[] {
  const { containment, analysis, plan, done, checks } = state.nc;
  const signed = (...types: NcEventType[]): SlipPart['signed'] => {
    const last = events.findLast((event) => types.some((type) => type === event.type));
    if (!last) return null;
    const { by, at } = ncEventOf(last);
    return { name: by === 'clock' ? 'Hệ thống' : names.officer(by).name, at };
  };
  const measures = plan?.measures.map(
    ({ what, officer, by }, index) =>
      `${index + 1}) ${what} (${names.officer(officer).name}, hạn ${shortDate(by)})`,
  );
  const last = checks.at(-1);
  return [
    {
      title: `1. ${STAGE_NAMES.containment}`,
      lines: [{ label: 'Đã làm', words: containment?.what ?? null }],
      signed: containment && signed('NonconformityContained'),
    },
    {
      title: `2. ${STAGE_NAMES.analysis}`,
      lines: [
        ...(analysis?.whys ?? [null, null, null, null, null]).map((words, index) => ({
          label: `Vì sao ${index + 1}`,
          words,
        })),
        { label: 'Nguyên nhân gốc rễ', words: analysis?.rootCause ?? null },
      ],
      signed: analysis && signed('CauseAnalysed'),
    },
    {
      title: '3. Hành động khắc phục',
      lines: [
        { label: 'Hành động', words: measures?.join('; ') ?? null },
        { label: 'Quy trình phải sửa đổi', words: plan ? (plan.amendment?.procedure ?? 'Không') : null },
        { label: 'Rủi ro liên quan', words: plan ? plan.risks.join('; ') || 'Không' : null },
      ],
      signed: plan && signed('ActionProposed'),
    },
    {
      title: `4. ${STAGE_NAMES.approval}`,
      lines: [],
      signed: plan?.approver ? signed('ActionApproved') : null,
    },
    {
      title: `5. ${STAGE_NAMES.action}`,
      lines: [
        { label: 'Kết quả', words: done?.what ?? null },
        {
          label: 'Minh chứng',
          words: done && (done.files.map(({ name }) => name).join('; ') || 'Lần ban hành mới'),
        },
      ],
      signed: done && signed('ActionDone'),
    },
    {
      title: '6. Kiểm tra hiệu lực',
      lines: [
        { label: 'Trước', words: last?.figures ? inWords(last.figures, 'before') : null },
        { label: 'Sau', words: last?.figures ? inWords(last.figures, 'after') : null },
        { label: 'Kết luận', words: last ? VERDICTS[last.verdict] : null },
      ],
      signed: last ? signed('EffectivenessJudged', 'EffectivenessChecked') : null,
    },
  ];
}

const PERCENT = new Intl.NumberFormat('vi-VN', { style: 'percent', maximumFractionDigits: 1 });

function inWords(figures: EffectFigures, side: 'before' | 'after'): string {
  const tally: Tally & { readonly from: Instant; readonly to: Instant } = figures[side];
  const share = shareOf(tally);
  const period = `${inShort(tally.from)} đến ${inShort(tally.to)}`;
  if (share === null) return `không có hồ sơ (${period})`;
  const interval = `${PERCENT.format(share.low)} đến ${PERCENT.format(share.high)}`;
  return `${tally.deviating}/${tally.dossiers} hồ sơ = ${PERCENT.format(share.share)} (khoảng tin cậy ${interval}; ${period})`;
}

const inShort = (at: Instant): string => shortDate(localOf(at).slice(0, 10));
const shortDate = (date: string): string => date.split('-').toReversed().join('/');
