/** Internal audits: their list, and one with its checklist, sample, findings and report. */
import { Link } from '@tanstack/react-router';
import { FactList } from '../../../common/facts.tsx';
import { number, plainDate, UNKNOWN } from '../../../common/formats.ts';
import {
  KindList,
  KindRecord,
  NOTE,
  REASON,
  StateTag,
  type KindPages,
  type RecordOf,
  type Words,
} from '../shell/index.ts';
import { Checklist } from './checklist.tsx';
import { Findings } from './findings.tsx';
import { Hints, useAuditWords } from './hints.tsx';
import { AuditReportPart } from './report.tsx';
import { SamplePart } from './sample.tsx';

export type Audit = RecordOf<'audit'>;

const isAnswered = ({ body }: Audit): boolean =>
  body.lines.length > 0 && body.lines.every(({ answer }) => answer !== null);

export const AUDITS: KindPages<'audit'> = {
  kind: 'audit',
  path: '/chat-luong/danh-gia-noi-bo',
  states: {
    'on-the-spot': 'ontime',
    planned: 'ontime',
    prepared: 'ontime',
    reported: 'near',
    'follow-up': 'ontime',
    closed: 'done',
    cancelled: 'done',
  },
  columns: [
    {
      key: 'days',
      width: 200,
      cell: ({ brief: { from, to } }) => `${plainDate(from)} – ${plainDate(to)}`,
    },
    { key: 'answered', width: 100, cell: ({ brief }) => number(brief.answered) },
    { key: 'findings', width: 130, cell: ({ brief }) => number(brief.findings) },
  ],
  above: () => <ToProgrammes />,
  facts: (record, words) => <AuditFacts record={record} words={words} />,
  parts: {
    checklist: (record, words) => <Checklist record={record} words={words} />,
    sample: (record, words) => <SamplePart record={record} words={words} />,
    findings: (record, words) => <Findings record={record} words={words} />,
    report: (record, words) => <AuditReportPart record={record} words={words} />,
  },
  idle: (record, words) =>
    record.body.mine && record.status === 'on-the-spot' && !isAnswered(record)
      ? words('answerBelow')
      : undefined,
  opening: {},
  actions: {
    prepare: { above: (_record, words) => <p className="second">{words('prepareHint')}</p> },
    begin: { fields: () => NOTE },
    report: {
      offered: isAnswered,
      fields: () => [
        { name: 'conclusion', type: 'long', required: true },
        { name: 'strengths', type: 'long' },
        { name: 'meeting', type: 'long', required: true, hint: true },
      ],
    },
    approve: { fields: () => NOTE },
    'send-back': { aside: true, fields: () => REASON },
    close: { fields: () => NOTE },
    staff: {
      aside: true,
      fields: () => [
        { name: 'lead', type: 'officer', required: true },
        { name: 'team', type: 'officers' },
        ...REASON,
      ],
      initial: ({ body: { lead, team } }) => ({ lead: lead.id, team: team.map(({ id }) => id) }),
    },
    move: {
      aside: true,
      fields: () => [
        { name: 'from', type: 'date', required: true },
        { name: 'to', type: 'date', required: true },
        ...REASON,
      ],
      initial: ({ body: { from, to } }) => ({ from, to }),
    },
    cancel: { aside: true, fields: () => REASON },
  },
};

export const AuditsPage = () => <KindList of={AUDITS} />;
export const AuditPage = () => <KindRecord of={AUDITS} />;

function ToProgrammes() {
  const words = useAuditWords();
  return (
    <p>
      <Link to="/chat-luong/chuong-trinh-danh-gia">{words('toProgrammes')}</Link>
    </p>
  );
}

function AuditFacts({ record, words }: { readonly record: Audit; readonly words: Words }) {
  const { programme, procedures, units, from, to, covers, lead, team, stage, hints } = record.body;
  return (
    <>
      <FactList
        facts={[
          [
            words('fact.programme'),
            <Link key="programme" to="/chat-luong/chuong-trinh-danh-gia/$id" params={{ id: programme.id }}>
              {programme.title}
            </Link>,
          ],
          [words('fact.procedures'), procedures.join(', ') || UNKNOWN],
          [words('fact.units'), units.map(({ name }) => name).join(', ') || UNKNOWN],
          [words('fact.days'), `${plainDate(from)} – ${plainDate(to)}`],
          [words('fact.covers'), `${plainDate(covers.from)} – ${plainDate(covers.to)}`],
          [words('field.lead'), lead.name],
          [words('field.team'), team.map(({ name }) => name).join(', ') || UNKNOWN],
          [words('fact.stage'), stage ? <Stage key="stage" stage={stage} words={words} /> : UNKNOWN],
        ]}
      />
      <Hints hints={hints} />
    </>
  );
}

function Stage(props: { readonly stage: NonNullable<Audit['body']['stage']>; readonly words: Words }) {
  const { stage, words } = props;
  const told = words('stage', { name: words(`duty.${stage.name}`), due: plainDate(stage.due) });
  return stage.escalated ? <StateTag tone="late">{told}</StateTag> : told;
}
