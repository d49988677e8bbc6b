/** What a review decided: whose each is, by when, what was done and whether that was accepted. */
import { plainDate, UNKNOWN } from '../../../common/formats.ts';
import { RecordFile, RecordTable, StateTag, type Tone, type Words } from '../shell/index.ts';
import type { Review } from './reviews.tsx';

type Decision = Review['body']['decisions'][number];

export function Decisions({ review, words }: { readonly review: Review; readonly words: Words }) {
  const { decisions, held } = review.body;
  if (decisions.length === 0) {
    return <p className="panel">{words(held ? 'decisions.none' : 'decisions.notYet')}</p>;
  }
  return (
    <RecordTable
      label={words('part.decisions')}
      heads={(['what', 'owner', 'due', 'state', 'result'] as const).map((name) => words(`decisions.${name}`))}
      rows={decisions}
      keyOf={(_decision, place) => place}
      cells={(one) => [
        <>
          {one.what}
          <div className="second small">{words(`kind.${one.kind}`)}</div>
        </>,
        one.owner.name,
        plainDate(one.due),
        <StateTag key="state" tone={toneOf(one, review.today)}>
          {words(`decision.${one.state}`)}
        </StateTag>,
        <Result key="result" record={review.id} decision={one} words={words} />,
      ]}
    />
  );
}

function toneOf({ state, due }: Decision, today: string): Tone {
  if (state === 'accepted') return 'done';
  if (state === 'reported') return 'near';
  return due < today ? 'late' : 'ontime';
}

function Result(props: { readonly record: string; readonly decision: Decision; readonly words: Words }) {
  const { record, decision, words } = props;
  const { reported, verdicts } = decision;
  return (
    <>
      {reported === null && verdicts.length === 0 && UNKNOWN}
      {reported && (
        <div>
          {reported.result}
          <div className="second small">
            {words('reportedBy', { name: reported.by.name, on: plainDate(reported.on) })}
          </div>
          {reported.files.map((file) => (
            <div key={file.sha256}>
              <RecordFile record={record} file={file} />
            </div>
          ))}
        </div>
      )}
      {verdicts.map(({ on, by, accepted, note }) => (
        <div key={`${on} ${note}`} className="small">
          {words(accepted ? 'verdict.accepted' : 'verdict.sentBack', { name: by.name, on: plainDate(on) })}
          {`: ${note}`}
        </div>
      ))}
    </>
  );
}
