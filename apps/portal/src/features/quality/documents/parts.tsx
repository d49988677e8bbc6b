/** What a document's page shows: its facts, its editions, who is to read and has. */
import { FactList } from '../../../common/facts.tsx';
import { plainDate, UNKNOWN } from '../../../common/formats.ts';
import { ProcedureLink } from '../change-requests/links.tsx';
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

/** An ISO procedure's edition is read on its own page. */
export function EditionFile(props: {
  readonly record: string;
  readonly code: string;
  readonly edition: number;
  readonly file: Edition['file'];
}) {
  const { record, code, edition, file } = props;
  if (file !== null) return <RecordFile record={record} file={file} />;
  return (
    <ProcedureLink code={code} edition={edition}>
      {code}
    </ProcedureLink>
  );
}

export function ToRead({ record, words }: Shown) {
  const mine = record.body.editions.find(({ edition }) => edition === record.body.mine?.edition);
  return mine ? (
    <p>
      {words('readFirst')} <EditionFile record={record.id} code={record.body.code} {...mine} />
    </p>
  ) : null;
}

export function Proposed({ record, words }: Shown) {
  const proposed = next(record);
  return proposed ? (
    <p>
      {words('fact.file')}: <EditionFile record={record.id} code={record.body.code} {...proposed} />.{' '}
      {proposed.changes}
    </p>
  ) : null;
}

export function DocumentFacts({ record, words }: Shown) {
  const { code, documentClass, origin, retention: kept, withdrawn } = record.body;
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
              [words('fact.file'), <EditionFile record={record.id} code={code} {...inForce} />],
              [words('fact.read'), words('fact.readOf', { read, all: all.length })],
            ] as const)
          : []),
        ...(made
          ? [
              [
                words('fact.next'),
                <>
                  {made.edition}: {words(`stage.${made.stage}`).toLowerCase()},{' '}
                  <EditionFile record={record.id} code={code} {...made} />
                </>,
              ] as const,
            ]
          : []),
        [
          words('fact.retention'),
          kept === null
            ? words('fact.keptForGood')
            : words('fact.kept', { years: kept.years, fate: words(`fate.${kept.fate}`) }),
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
          <EditionFile record={record.id} code={record.body.code} {...one} />
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
