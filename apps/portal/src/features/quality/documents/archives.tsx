/** Records that are kept: the list by when their time is over, and one of them. */
import type { ReactNode } from 'react';
import { FactList } from '../../../common/facts.tsx';
import { plainDate } from '../../../common/formats.ts';
import {
  KindList,
  KindRecord,
  OWNER,
  REASON,
  RecordFile,
  type Field,
  type KindPages,
  type RecordOf,
  type Words,
} from '../shell/index.ts';

type Archive = RecordOf<'archive'>;

const CLASSES = [
  'procedure',
  'audit',
  'review',
  'nonconformity',
  'training',
  'satisfaction',
  'other',
] as const;
const FATES = ['destroy', 'transfer'] as const;
const KEPT_YEARS = 5;
const MAX_YEARS = 100;

const PLACE: Field = { name: 'place', type: 'text', required: true };
const YEARS: Field = { name: 'years', type: 'number', required: true, min: 1, max: MAX_YEARS, digits: 0 };

const ARCHIVES: KindPages<'archive'> = {
  kind: 'archive',
  path: '/chat-luong/ho-so-luu',
  states: { kept: 'ontime', proposed: 'near', disposed: 'done' },
  columns: [
    { key: 'class', width: 160, cell: ({ brief }, words) => words(`class.${brief.archiveClass}`) },
    { key: 'place', width: 160, cell: ({ brief }) => brief.place },
    {
      key: 'until',
      width: 130,
      cell: ({ brief: { keptUntil, fate } }, words) => (
        <>
          {plainDate(keptUntil)}
          <div className="second small">{words(`fate.${fate}`)}</div>
        </>
      ),
    },
  ],
  facts: (record, words) => <ArchiveFacts record={record} words={words} />,
  opening: {
    keep: {
      fields: (_none, words) => [
        { name: 'title', type: 'text', required: true },
        {
          name: 'archiveClass',
          type: 'choice',
          required: true,
          options: CLASSES.map((value) => ({ value, label: words(`class.${value}`) })),
        },
        { name: 'procedure', type: 'procedure' },
        { name: 'closedOn', type: 'date', required: true },
        PLACE,
        YEARS,
        {
          name: 'fate',
          type: 'choice',
          required: true,
          options: FATES.map((value) => ({ value, label: words(`fate.${value}`) })),
        },
        OWNER,
        { name: 'files', type: 'files' },
      ],
      initial: () => ({ archiveClass: 'audit', years: KEPT_YEARS, fate: 'destroy' }),
    },
  },
  actions: {
    approve: {},
    propose: {
      offered: ({ body, today }) => body.keptUntil <= today,
      fields: () => [{ name: 'note', type: 'long' }],
    },
    reject: { aside: true, fields: () => REASON },
    move: { aside: true, fields: () => [PLACE, ...REASON] },
    extend: { aside: true, fields: () => [YEARS, ...REASON] },
    'hand-over': { aside: true, fields: () => [OWNER, ...REASON] },
  },
};

export const ArchivesPage = () => <KindList of={ARCHIVES} />;
export const ArchivePage = () => <KindRecord of={ARCHIVES} />;

function ArchiveFacts({ record, words }: { readonly record: Archive; readonly words: Words }) {
  const { archiveClass, procedure, closedOn, place, keptUntil, years, fate, files, proposed, disposed } =
    record.body;
  const kept = { until: plainDate(keptUntil), years, fate: words(`fate.${fate}`).toLowerCase() };
  const facts: readonly (readonly [string, ReactNode] | false)[] = [
    [words('fact.class'), words(`class.${archiveClass}`)],
    procedure !== null && [words('fact.procedure'), procedure],
    [words('fact.closedOn'), plainDate(closedOn)],
    [words('fact.place'), place],
    [words('fact.kept'), words('fact.keptFor', kept)],
    files.length > 0 && [
      words('fact.files'),
      files.map((file) => (
        <div key={file.sha256}>
          <RecordFile record={record.id} file={file} />
        </div>
      )),
    ],
    proposed !== null && [
      words('fact.proposed'),
      words('fact.by', { name: proposed.by.name, on: plainDate(proposed.on) }),
    ],
    disposed !== null && [
      words('fact.disposed'),
      words('fact.by', { name: disposed.by.name, on: plainDate(disposed.on) }),
    ],
  ];
  return <FactList facts={facts.filter((fact) => fact !== false)} />;
}
