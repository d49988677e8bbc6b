/** What a document's page shows: its facts, its editions, who is to read and has. */
import { FactList } from '../../../common/facts.tsx';
import { plainDate, UNKNOWN } from '../../../common/formats.ts';
import { RecordFile, RecordTable, type RecordOf, type Words } from '../shell/index.ts';

type Document = RecordOf<'document'>;
type Edition = Document['body']['editions'][number];

const current = ({ body }: Document): Edition | undefined =>
  body.editions.find(({ edition }) => edition === body.current);
const next = ({ body }: Document): Edition | undefined =>
  body.editions.find(({ edition }) => edition === body.next);

interface Shown {
  readonly record: Document;
  readonly words: Words;
}

export function ToRead({ record, words }: Shown) {
  const mine = record.body.editions.find(({ edition }) => edition === record.body.mine?.edition);
  return mine ? (
    <p>
      {words('readFirst')} <RecordFile record={record.id} file={mine.file} />
    </p>
  ) : null;
}

export function Proposed({ record, words }: Shown) {
  const proposed = next(record);
  return proposed ? (
    <p>
      {words('fact.file')}: <RecordFile record={record.id} file={proposed.file} />. {proposed.changes}
    </p>
  ) : null;
}

export function DocumentFacts({ record, words }: Shown) {
  const { documentClass, origin, retention: kept, withdrawn } = record.body;
  const [inForce, made] = [current(record), next(record)];
  const all = inForce?.readers ?? [];
  const read = all.filter((one) => one.read !== null).length;
  return (
    <FactList
      facts={[
        [words('fact.class'), words(`class.${documentClass}`)],
        ...(origin === null ? [] : [[words('fact.origin'), origin] as const]),
        [
          words('fact.current'),
          inForce
            ? words('fact.edition', { edition: inForce.edition, from: plainDate(inForce.from) })
            : words('fact.none'),
        ],
        ...(inForce
          ? ([
              [words('fact.file'), <RecordFile record={record.id} file={inForce.file} />],
              [words('fact.read'), words('fact.readOf', { read, all: all.length })],
            ] as const)
          : []),
        ...(made
          ? [
              [
                words('fact.next'),
                <>
                  {made.edition}: {words(`stage.${made.stage}`).toLowerCase()},{' '}
                  <RecordFile record={record.id} file={made.file} />
                </>,
              ] as const,
            ]
          : []),
        [
          words('fact.retention'),
          words('fact.kept', { years: kept.years, fate: words(`fate.${kept.fate}`) }),
        ],
        ...(withdrawn
          ? [[words('fact.withdrawn'), `${plainDate(withdrawn.on)}: ${withdrawn.reason}`] as const]
          : []),
      ]}
    />
  );
}

export function Editions({ record, words }: Shown) {
  const heads = ['edition', 'state', 'file', 'people', 'dates', 'old'] as const;
  return (
    <RecordTable
      label={words('part.editions')}
      heads={heads.map((name) => words(`editions.${name}`))}
      rows={record.body.editions}
      keyOf={({ edition }) => edition}
      cells={(one) => [
        one.edition,
        words(`stage.${one.stage}`),
        <>
          <RecordFile record={record.id} file={one.file} />
          <div className="second small">{one.changes}</div>
        </>,
        <Lines lines={peopleOf(one, words)} />,
        <Lines lines={datesOf(one, words)} />,
        <Lines lines={oldOf(one, words)} />,
      ]}
    />
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.length === 0 ? UNKNOWN : lines.map((line) => <div key={line}>{line}</div>);
}

const peopleOf = ({ authors, reviewed, approved }: Edition, words: Words): readonly string[] => [
  words('editions.authors', { names: authors.map(({ name }) => name).join(', ') }),
  ...(reviewed ? [words('editions.reviewed', { name: reviewed.by.name, on: plainDate(reviewed.on) })] : []),
  ...(approved ? [words('editions.approved', { name: approved.by.name, on: plainDate(approved.on) })] : []),
];

const datesOf = ({ from, until }: Edition, words: Words): readonly string[] => [
  ...(from === null ? [] : [words('editions.from', { from: plainDate(from) })]),
  ...(until === null ? [] : [words('editions.until', { until: plainDate(until) })]),
];

const oldOf = ({ recalled, keptUntil, disposed }: Edition, words: Words): readonly string[] => [
  ...(recalled ? [words('editions.recalled', { copies: recalled.copies, on: plainDate(recalled.on) })] : []),
  ...(keptUntil === null ? [] : [words('editions.keptUntil', { on: plainDate(keptUntil) })]),
  ...(disposed
    ? [words('editions.disposed', { fate: words(`fate.${disposed.fate}`), on: plainDate(disposed.on) })]
    : []),
];

export function Readers({ record, words }: Shown) {
  const rows = current(record)?.readers ?? [];
  if (rows.length === 0) return <p className="panel">{words('readers.none')}</p>;
  return (
    <RecordTable
      label={words('part.readers')}
      heads={(['officer', 'due', 'read'] as const).map((name) => words(`readers.${name}`))}
      rows={rows}
      keyOf={({ officer }) => officer.id}
      cells={({ officer, due, read }) => [officer.name, plainDate(due), plainDate(read)]}
    />
  );
}
