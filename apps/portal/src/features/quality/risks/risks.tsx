/** The register of risks and opportunities: its list with the matrix above, and one risk. */
import { FactList } from '../../../common/facts.tsx';
import { plainDate, UNKNOWN } from '../../../common/formats.ts';
import {
  KindList,
  KindRecord,
  OWNER,
  REASON,
  RecordTable,
  resultOf,
  StateTag,
  type Field,
  type KindPages,
  type RecordOf,
  type Words,
} from '../shell/index.ts';
import { BAND_TONES, bandOf, SCALE } from './level.ts';
import { RiskMatrix } from './matrix.tsx';

type Risk = RecordOf<'risk'>;

const NATURES = ['risk', 'opportunity'] as const;
const SOURCES = ['context', 'interested-party', 'process', 'nonconformity', 'forecast'] as const;

const DEGREES: readonly Field[] = (['likelihood', 'impact'] as const).map((name) => ({
  name,
  type: 'choice',
  required: true,
  hint: true,
  options: SCALE.map((value) => ({ value, label: String(value) })),
}));
const HANDS: readonly Field[] = [OWNER, { name: 'reviewOn', type: 'date', required: true }];

const found = (words: Words): readonly Field[] => [
  {
    name: 'nature',
    type: 'choice',
    required: true,
    options: NATURES.map((value) => ({ value, label: words(`nature.${value}`) })),
  },
  { name: 'title', type: 'text', required: true },
  { name: 'description', type: 'long', required: true },
  {
    name: 'source',
    type: 'choice',
    required: true,
    options: SOURCES.map((value) => ({ value, label: words(`source.${value}`) })),
  },
  { name: 'ref', type: 'text', hint: true },
  { name: 'procedure', type: 'procedure' },
  ...DEGREES,
];
const START = { nature: 'risk', source: 'process' };

const open = ({ body }: Risk) =>
  body.actions.flatMap(({ what, done }, value) => (done === null ? [{ value, label: what }] : []));

export const RISKS: KindPages<'risk'> = {
  kind: 'risk',
  path: '/chat-luong/rui-ro',
  states: { open: 'ontime', proposed: 'near', closed: 'done', dismissed: 'done' },
  columns: [
    {
      key: 'level',
      width: 130,
      cell: ({ brief: { level } }, words) => <Level level={level} words={words} />,
    },
    { key: 'nature', width: 80, cell: ({ brief }, words) => words(`nature.${brief.nature}`) },
    {
      key: 'source',
      width: 150,
      cell: ({ brief: { source, procedure } }, words) => (
        <>
          {words(`source.${source}`)}
          {procedure !== null && <div className="second small">{procedure}</div>}
        </>
      ),
    },
  ],
  above: RiskMatrix,
  facts: ({ body }, words) => <RiskFacts body={body} words={words} />,
  parts: {
    actions: ({ body }, words) => <Actions body={body} words={words} />,
    assessments: ({ body }, words) => <Assessments body={body} words={words} />,
  },
  opening: {
    register: { fields: (_none, words) => [...found(words), ...HANDS], initial: () => START },
    propose: { fields: (_none, words) => found(words), initial: () => START },
  },
  actions: {
    accept: { fields: () => HANDS },
    plan: {
      fields: () => [
        { name: 'what', type: 'long', required: true },
        { name: 'by', type: 'date', required: true },
      ],
    },
    complete: {
      offered: (risk) => open(risk).length > 0,
      fields: (risk) => resultOf(open(risk)),
    },
    assess: {
      fields: () => [
        ...DEGREES,
        { name: 'note', type: 'long', required: true },
        { name: 'reviewOn', type: 'date', required: true },
      ],
      initial: ({ body: { likelihood, impact } }) => ({ likelihood, impact }),
    },
    'hand-over': {
      aside: true,
      fields: () => [OWNER, ...REASON],
    },
    close: { aside: true, fields: () => REASON },
    dismiss: { aside: true, fields: () => REASON },
  },
};

export const RisksPage = () => <KindList of={RISKS} />;
export const RiskPage = () => <KindRecord of={RISKS} />;

function Level({ level, words }: { readonly level: number; readonly words: Words }) {
  const band = bandOf(level);
  return (
    <StateTag tone={BAND_TONES[band]}>{words('level', { level, band: words(`band.${band}`) })}</StateTag>
  );
}

interface Shown {
  readonly body: Risk['body'];
  readonly words: Words;
}

const levelWords = (
  { likelihood, impact, level }: Pick<Risk['body'], 'likelihood' | 'impact' | 'level'>,
  words: Words,
): string => words('levelOf', { likelihood, impact, level, band: words(`band.${bandOf(level)}`) });

function RiskFacts({ body, words }: Shown) {
  const { nature, source, ref, procedure, description, reviewOn } = body;
  return (
    <FactList
      facts={[
        [words('fact.level'), levelWords(body, words)],
        [words('field.nature'), words(`nature.${nature}`)],
        [words('field.source'), [words(`source.${source}`), procedure, ref].filter(Boolean).join(', ')],
        [words('fact.reviewOn'), plainDate(reviewOn)],
        [words('fact.description'), description],
      ]}
    />
  );
}

function Actions({ body, words }: Shown) {
  if (body.actions.length === 0) return <p className="panel">{words('actions.none')}</p>;
  return (
    <RecordTable
      label={words('part.actions')}
      heads={(['what', 'by', 'done', 'result'] as const).map((name) => words(`actions.${name}`))}
      rows={body.actions}
      keyOf={(_action, place) => place}
      cells={({ what, by, done, result }) => [what, plainDate(by), plainDate(done), result ?? UNKNOWN]}
    />
  );
}

function Assessments({ body, words }: Shown) {
  return (
    <RecordTable
      label={words('part.assessments')}
      heads={(['on', 'level', 'note', 'by'] as const).map((name) => words(`assessments.${name}`))}
      rows={body.assessments}
      keyOf={(_assessment, place) => place}
      cells={(one) => [plainDate(one.on), levelWords(one, words), one.note || UNKNOWN, one.by.name]}
    />
  );
}
