/** Documents under control: the list with what I am to read above it, and one document with its editions. */
import { optionsOf } from '../../../common/find.ts';
import { plainDate, UNKNOWN } from '../../../common/formats.ts';
import {
  KindList,
  KindRecord,
  OWNER,
  REASON,
  type Field,
  type KindPages,
  type RecordOf,
  type Values,
  type Words,
} from '../shell/index.ts';
import { Above } from './above.tsx';
import { DocumentFacts, Editions, Proposed, Readers, ToRead } from './parts.tsx';

type Document = RecordOf<'document'>;
type Edition = Document['body']['editions'][number];

const CLASSES = [
  'policy',
  'system-procedure',
  'operational-procedure',
  'form',
  'decision',
  'external',
] as const;
const FATES = ['destroy', 'transfer'] as const;
const READ_WITHIN_WORKING_DAYS = 5;
const KEPT_YEARS = 5;
const MAX_YEARS = 100;

const WRITTEN: readonly Field[] = [
  { name: 'file', type: 'files', required: true, hint: true },
  { name: 'changes', type: 'long', required: true },
];
const retention = (words: Words): readonly Field[] => [
  { name: 'years', type: 'number', required: true, hint: true, min: 0, max: MAX_YEARS, digits: 0 },
  {
    name: 'fate',
    type: 'choice',
    required: true,
    options: FATES.map((value) => ({ value, label: words(`fate.${value}`) })),
  },
];
const readers = ({ body }: Document): readonly Field[] => [
  {
    name: 'units',
    type: 'choices',
    options: optionsOf(body.units),
  },
  { name: 'officers', type: 'officers' },
  { name: 'withinWorkingDays', type: 'number', required: true, min: 1, max: 250, digits: 0 },
];
const WITHIN = { withinWorkingDays: READ_WITHIN_WORKING_DAYS };

/** An edition has one file: the last that was chosen. */
const withFile = ({ file, ...typed }: Values): Values => ({
  ...typed,
  file: (file as readonly unknown[]).at(-1),
});

const toRecall = ({ body }: Document): readonly Edition[] =>
  body.editions.filter(({ until, recalled }) => until !== null && recalled === null);
const toDispose = ({ body, today }: Document): readonly Edition[] =>
  body.editions.filter(
    ({ keptUntil, disposed }) => keptUntil !== null && keptUntil <= today && disposed === null,
  );
const choiceOf = (editions: readonly Edition[]): Field => ({
  name: 'edition',
  type: 'choice',
  required: true,
  options: editions.map(({ edition }) => ({ value: edition, label: String(edition) })),
});
const DOCUMENTS: KindPages<'document'> = {
  kind: 'document',
  path: '/chat-luong/tai-lieu',
  states: {
    'in-force': 'ontime',
    'revision-draft': 'ontime',
    'revision-review': 'near',
    'revision-reviewed': 'near',
    'revision-approved': 'near',
    draft: 'paused',
    review: 'near',
    reviewed: 'near',
    approved: 'near',
    withdrawn: 'done',
  },
  tabs: {
    'in-force': ['in-force', 'revision-draft', 'revision-review', 'revision-reviewed', 'revision-approved'],
    draft: ['draft', 'revision-draft'],
    review: ['review', 'revision-review'],
    reviewed: ['reviewed', 'revision-reviewed'],
    approved: ['approved', 'revision-approved'],
    withdrawn: ['withdrawn'],
  },
  columns: [
    { key: 'class', width: 170, cell: ({ brief }, words) => words(`class.${brief.documentClass}`) },
    {
      key: 'edition',
      width: 130,
      cell: ({ brief: { edition, from } }) => (
        <>
          {edition}
          {from !== null && <div className="second small">{plainDate(from)}</div>}
        </>
      ),
    },
    {
      key: 'read',
      width: 80,
      cell: ({ brief: { readers: all, read } }) => (all === 0 ? UNKNOWN : `${read}/${all}`),
    },
  ],
  above: Above,
  facts: (record, words) => <DocumentFacts record={record} words={words} />,
  parts: {
    editions: (record, words) => <Editions record={record} words={words} />,
    readers: (record, words) => <Readers record={record} words={words} />,
  },
  opening: {
    draft: {
      fields: (_none, words) => [
        {
          name: 'documentClass',
          type: 'choice',
          required: true,
          options: CLASSES.map((value) => ({ value, label: words(`class.${value}`) })),
        },
        { name: 'code', type: 'text', required: true, hint: true },
        { name: 'title', type: 'text', required: true },
        { name: 'origin', type: 'text', hint: true },
        ...WRITTEN,
        ...retention(words),
      ],
      initial: () => ({ documentClass: 'policy', years: KEPT_YEARS, fate: 'destroy' }),
      command: ({ years, fate, ...typed }) => ({ ...withFile(typed), retention: { years, fate } }),
    },
  },
  actions: {
    acknowledge: {
      above: (record, words) => <ToRead record={record} words={words} />,
      command: (_typed, { body }) => ({ edition: body.mine?.edition }),
    },
    submit: { fields: () => [{ name: 'reviewer', type: 'officer', required: true }] },
    review: {
      above: (record, words) => <Proposed record={record} words={words} />,
      fields: () => [{ name: 'note', type: 'long' }],
    },
    approve: { above: (record, words) => <Proposed record={record} words={words} /> },
    issue: {
      fields: (record) => [{ name: 'from', type: 'date', required: true }, ...readers(record)],
      initial: ({ today }) => ({ from: today, ...WITHIN }),
    },
    'note-recall': {
      offered: (record) => toRecall(record).length > 0,
      fields: (record) => [
        choiceOf(toRecall(record)),
        { name: 'copies', type: 'number', required: true, min: 0, digits: 0 },
        { name: 'note', type: 'long' },
      ],
      initial: (record) => ({ edition: toRecall(record)[0]?.edition, copies: 0 }),
    },
    dispose: {
      offered: (record) => toDispose(record).length > 0,
      fields: (record) => [choiceOf(toDispose(record)), { name: 'note', type: 'long', required: true }],
      initial: (record) => ({ edition: toDispose(record)[0]?.edition }),
    },
    rewrite: { aside: true, fields: () => WRITTEN, command: withFile },
    return: { aside: true, fields: () => REASON },
    reject: { aside: true, fields: () => REASON },
    distribute: { aside: true, fields: readers, initial: () => WITHIN },
    revise: { aside: true, fields: () => WRITTEN, command: withFile },
    'set-retention': {
      aside: true,
      fields: (_record, words) => [...retention(words), ...REASON],
      initial: ({ body }) => ({ ...body.retention }),
    },
    'hand-over': {
      aside: true,
      fields: () => [OWNER, ...REASON],
    },
    discard: { aside: true, fields: () => REASON },
    withdraw: { aside: true, fields: () => REASON },
  },
};

export const DocumentsPage = () => <KindList of={DOCUMENTS} />;
export const DocumentPage = () => <KindRecord of={DOCUMENTS} />;
