/** Yearly audit programmes: their list, and one with what its audits cover and what is left. */
import { Link } from '@tanstack/react-router';
import { FactList } from '../../../common/facts.tsx';
import { optionsOf } from '../../../common/find.ts';
import { number, plainDate } from '../../../common/formats.ts';
import {
  FOR_A_YEAR,
  KindList,
  KindRecord,
  NOTE,
  type Field,
  type KindPages,
  type RecordOf,
  type Values,
  type Words,
} from '../shell/index.ts';
import { Hints, useAuditWords } from './hints.tsx';
import { ProgrammeMatrix } from './matrix.tsx';
import { PlannedAudits } from './planned.tsx';

export type Programme = RecordOf<'audit-programme'>;

const waiting = ({ body }: Programme) =>
  body.audits.flatMap(({ entry, title, audit, dropped }) =>
    audit === null && dropped === null ? [{ value: entry, label: title }] : [],
  );

/** Starts with what no audit covers yet. */
const planFields = ({ body }: Programme): readonly Field[] => {
  const auditors = body.auditors.map(({ id, name, to }) => ({
    value: id,
    label: `${name} (${plainDate(to)})`,
  }));
  const procedures = body.procedures.map(({ code, title }) => ({ value: code, label: `${code} ${title}` }));
  const units = optionsOf(body.units);
  return [
    { name: 'title', type: 'text', required: true },
    { name: 'procedures', type: 'choices', options: procedures },
    { name: 'units', type: 'choices', options: units },
    { name: 'from', type: 'date', required: true },
    { name: 'to', type: 'date', required: true },
    { name: 'coversFrom', type: 'date', required: true },
    { name: 'coversTo', type: 'date', required: true },
    { name: 'lead', type: 'choice', required: true, hint: true, options: auditors },
    { name: 'team', type: 'choices', options: auditors },
  ];
};

const planned = ({ coversFrom, coversTo, ...plan }: Values): object => ({
  ...plan,
  covers: { from: coversFrom, to: coversTo },
});

export const PROGRAMMES: KindPages<'audit-programme'> = {
  kind: 'audit-programme',
  path: '/chat-luong/chuong-trinh-danh-gia',
  states: { running: 'ontime', approved: 'ontime', drafted: 'near', closed: 'done' },
  columns: [
    { key: 'year', width: 80, cell: ({ brief }) => brief.year },
    { key: 'audits', width: 90, cell: ({ brief }) => number(brief.audits) },
    {
      key: 'planned',
      width: 170,
      cell: ({ brief: { planned: covered, required } }, words) =>
        words('covered', { covered: number(covered), required: number(required) }),
    },
  ],
  above: () => <ToAudits />,
  facts: (record, words) => <ProgrammeFacts record={record} words={words} />,
  parts: {
    coverage: (record, words) => <ProgrammeMatrix record={record} words={words} />,
    audits: (record, words) => <PlannedAudits record={record} words={words} />,
  },
  opening: {
    draft: FOR_A_YEAR,
  },
  actions: {
    plan: {
      fields: planFields,
      initial: ({ body: { coverage } }) => ({
        procedures: coverage.left.procedures.map(({ code }) => code),
        units: coverage.left.units.map(({ id }) => id),
      }),
      command: planned,
    },
    approve: { fields: () => NOTE, offered: ({ body }) => body.coverage.planned === body.coverage.required },
    refresh: { offered: ({ body }) => body.changed > 0 },
    drop: {
      aside: true,
      offered: (record) => waiting(record).length > 0,
      fields: (record) => [
        { name: 'entry', type: 'choice', required: true, options: waiting(record) },
        { name: 'reason', type: 'long', required: true },
      ],
    },
    close: { aside: true, fields: () => NOTE },
  },
};

export const ProgrammesPage = () => <KindList of={PROGRAMMES} />;
export const ProgrammePage = () => <KindRecord of={PROGRAMMES} />;

function ToAudits() {
  const words = useAuditWords();
  return (
    <p>
      <Link to="/chat-luong/danh-gia-noi-bo">{words('toAudits')}</Link>
    </p>
  );
}

function ProgrammeFacts({ record, words }: { readonly record: Programme; readonly words: Words }) {
  const { coverage, year, audits, changed, hints, auditors } = record.body;
  const held = audits.filter(({ dropped }) => dropped === null).length;
  return (
    <>
      <FactList
        facts={[
          [words('field.year'), year],
          [words('fact.audits'), number(held)],
          [words('fact.planned'), words('covered', wordsOf(coverage.planned, coverage.required))],
          [words('fact.done'), words('covered', wordsOf(coverage.done, coverage.required))],
          [words('fact.auditors'), auditors.map(({ name }) => name).join(', ') || words('noAuditors')],
        ]}
      />
      {changed > 0 && <p className="second">{words('changed', { count: number(changed) })}</p>}
      <Hints hints={hints} />
    </>
  );
}

const wordsOf = (covered: number, required: number) => ({
  covered: number(covered),
  required: number(required),
});
