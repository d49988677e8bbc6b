/** An audit in the words of its printed report. */
import { localOf, type Instant, type LocalDate } from '#libs/calendar';
import type { AuditReport } from '#libs/documents';
import type { Audit, AuditAnswer, ChecklistLine, Conflict } from '#libs/quality';
import { sampledDossiers } from '#libs/read-models';
import { headOf } from '../print/head.ts';
import { raisedBy } from './audits.ts';
import type { Tools } from './kind.ts';

const FORM = { name: 'Báo cáo đánh giá nội bộ' };
const GRADES = { major: 'Nặng', minor: 'Nhẹ' } as const;

export async function auditReportOf(audit: Audit, agency: string, tools: Tools): Promise<AuditReport> {
  const { names, organisation, runtime } = tools;
  const drawn = audit.sample?.draws.flatMap(({ dossiers }) => dossiers) ?? [];
  const [known, raised] = await Promise.all([sampledDossiers(runtime.pool, drawn), raisedBy(audit, tools)]);
  const at = audit.report ? noonOf(audit.report.on) : runtime.now();
  const remarks = audit.lines.flatMap((line) => {
    const answer = audit.answers[line.id];
    return answer && (answer.verdict === 'nonconformity' || answer.verdict === 'observation')
      ? [{ line, answer }]
      : [];
  });
  return {
    head: headOf(organisation.snapshot, { form: FORM, agency, at }),
    title: audit.title,
    facts: [
      { label: 'Chuẩn mực', words: 'TCVN ISO 9001:2015 và các quy trình nội bộ nêu tại mục 3' },
      { label: 'Ngày đánh giá', words: `${inShort(audit.from)} đến ${inShort(audit.to)}` },
      {
        label: 'Kỳ hồ sơ được đánh giá',
        words: `tiếp nhận từ ${inShort(audit.covers.from)} đến ${inShort(audit.covers.to)}`,
      },
      { label: 'Trưởng đoàn', words: names.officer(audit.lead).name },
      {
        label: 'Thành viên',
        words: audit.team.map((one) => names.officer(one).name).join(', ') || 'Không',
      },
    ],
    sample: sampleWords(audit),
    counts: countsOf(audit, (unit) => names.unit(unit).name),
    findings: remarks.map(({ line, answer }) => ({
      clause: line.clause,
      words: `${line.vi}\n${answer.evidence}`,
      grade: gradeOf(answer),
      evidence: [
        answer.dossier === null ? '' : (known.get(answer.dossier)?.code ?? ''),
        raised.get(line.id)?.code ?? '',
      ]
        .filter(Boolean)
        .join('\n'),
    })),
    strengths: audit.report?.strengths || null,
    independence: independenceOf(audit),
    meeting: audit.report?.meeting ?? null,
    conclusion: audit.report?.conclusion ?? null,
    lead: names.officer(audit.lead).name,
    approvedBy: audit.approved && names.officer(audit.approved.by).name,
  };
}

function sampleWords({ sample }: Audit): readonly string[] {
  if (sample === null) return ['Chưa rút mẫu.'];
  const draws = sample.draws.map(
    ({ procedure, population, dossiers }) =>
      `${procedure}: ${dossiers.length} hồ sơ trong ${population} hồ sơ.`,
  );
  const drawn = `Rút ngẫu nhiên theo mã ${sample.seed}, trong các hồ sơ đã ghi nhận đến ${momentInShort(sample.asOf)}; rút lại cho cùng kết quả.`;
  return [...draws, drawn];
}

function countsOf({ lines, answers }: Audit, unitName: (unit: string) => string): AuditReport['counts'] {
  const scopeOf = ({ procedure, unit }: ChecklistLine): string => procedure ?? unitName(unit ?? '');
  return [...Map.groupBy(lines, scopeOf)].map(([scope, own]) => {
    const counted = (verdict: AuditAnswer['verdict']): number =>
      own.filter(({ id }) => answers[id]?.verdict === verdict).length;
    return {
      scope,
      lines: own.length,
      conforms: counted('conforms'),
      observations: counted('observation'),
      nonconformities: counted('nonconformity'),
    };
  });
}

function independenceOf({ report }: Audit): string {
  if (report === null) return 'Được kiểm tra lại khi lập báo cáo.';
  if (report.conflicts.length === 0)
    return 'Đã đối chiếu với diễn biến hồ sơ: không ai trong đoàn đánh giá việc của mình.';
  const own = report.conflicts.map(wordsOf).join('; ');
  return `Đoàn không còn độc lập hoàn toàn: ${own}.`;
}

const wordsOf = ({ name, procedure, unit, steps }: Conflict): string =>
  procedure === null
    ? `${name} làm việc tại ${unit ?? ''}`
    : `${name} đã xử lý ${steps} bước của ${procedure}`;

const gradeOf = ({ verdict, severity }: AuditAnswer): string =>
  verdict === 'observation' || severity === null ? 'Lưu ý' : GRADES[severity];

const momentInShort = (at: Instant): string => {
  const [day = '', time = ''] = localOf(at).split('T');
  return `${time.slice(0, 5)} ngày ${inShort(day as LocalDate)}`;
};
const inShort = (day: LocalDate): string => day.split('-').toReversed().join('/');
/** The sheet is of a day: printed again, its bytes are the same. */
const noonOf = (day: LocalDate): Instant => `${day}T05:00:00.000Z` as Instant;
