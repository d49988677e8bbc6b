/** The inputs of a review, clause by clause: figures, where they come from, what people added and what was said. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { reviewsRecounted } from '../../../api-client/sdk.gen.ts';
import { call } from '../../../app/api.ts';
import { KIND_PATHS } from '../../../app/quality-paths.ts';
import { number, plainDate, shortMoment } from '../../../common/formats.ts';
import { Notice } from '../../../common/notice.tsx';
import { Failed, Loading } from '../../../common/states.tsx';
import { languageNow } from '../../../i18n/language.ts';
import { QUALITY, StateTag, type Kind, type Words } from '../shell/index.ts';
import type { Review } from './reviews.tsx';

type Input = Review['body']['inputs'][number];
type Source = Input['sources'][number];

const PAGES: Readonly<Record<Extract<Source, { kind: 'page' }>['page'], string>> = {
  figures: '/so-lieu',
  satisfaction: '/hai-long',
  nonconformities: '/khong-phu-hop',
  procedures: '/quy-trinh',
  qms: '/chat-luong/thu-tuc-hanh-chinh',
  scoring: '/cham-diem',
};

export const inLanguage = (words: Input['words']): string => words[languageNow()];

interface Shown {
  readonly review: Review;
  readonly words: Words;
}

export function Inputs({ review, words }: Shown) {
  const { pack, inputs } = review.body;
  if (pack === null) return <p className="panel">{words('inputs.none')}</p>;
  return (
    <div className="stack">
      <Recount review={review} words={words} />
      {inputs.map((input) => (
        <InputCard key={input.code} input={input} words={words} />
      ))}
    </div>
  );
}

function InputCard({ input, words }: { readonly input: Input; readonly words: Words }) {
  const { clause, required, given, figures, sources, said, discussion } = input;
  const title = `${clause} ${inLanguage(input.words)}`;
  const isOnRecord = figures.some(({ value }) => value !== null);
  return (
    <section className="panel stack" style={{ gap: 8 }} aria-label={title}>
      <div className="row spread">
        <h3 style={{ margin: 0 }}>{title}</h3>
        <InputTag given={given} required={required} words={words} />
      </div>
      {isOnRecord ? (
        <dl className="facts">
          {figures.map(({ name, words: label, value }) => (
            <div key={name}>
              <dt>{inLanguage(label)}</dt>
              <dd>
                {value === null ? (
                  <span className="second">{words('notOnRecord')}</span>
                ) : (
                  shown(value, words)
                )}
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="second">{words('nothingOnRecord')}</p>
      )}
      {said.map((one) => (
        <p key={`${one.by.id} ${one.on} ${one.text}`}>
          {one.text}
          <span className="second small">
            {' '}
            {words('saidBy', { name: one.by.name, on: plainDate(one.on) })}
          </span>
        </p>
      ))}
      {discussion !== null && <p>{words('discussed', { text: discussion })}</p>}
      {sources.length > 0 && <Sources sources={sources} words={words} />}
    </section>
  );
}

function InputTag(props: { readonly given: boolean; readonly required: boolean; readonly words: Words }) {
  const { given, required, words } = props;
  if (!required) return <StateTag tone="paused">{words('notRequired')}</StateTag>;
  return <StateTag tone={given ? 'ontime' : 'late'}>{words(given ? 'given' : 'missing')}</StateTag>;
}

const shown = (value: number | boolean, words: Words): string =>
  typeof value === 'number' ? number(value) : words(value ? 'yes' : 'no');

function Sources({ sources, words }: { readonly sources: readonly Source[]; readonly words: Words }) {
  return (
    <details>
      <summary>{words('sources', { count: sources.length })}</summary>
      <ul style={{ margin: '8px 0 0', paddingInlineStart: 20 }}>
        {sources.map((source) => {
          const to =
            source.kind === 'page' ? PAGES[source.page] : `${KIND_PATHS[source.of as Kind]}/${source.id}`;
          return (
            <li key={to}>
              <Link to={to as '/'}>
                {source.kind === 'page' ? words(`page.${source.page}`) : source.title}
              </Link>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** What was frozen can be counted again from what was known then. */
function Recount({ review, words }: Shown) {
  const [asked, setAsked] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [QUALITY, 'recounted', review.id, review.body.pack?.asOf],
    queryFn: () => call(reviewsRecounted({ path: { id: review.id } })),
    enabled: asked,
  });
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row">
        <span className="second">{words('frozen', { at: shortMoment(review.body.pack!.asOf) })}</span>
        <button type="button" className="btn" onClick={() => (asked ? void refetch() : setAsked(true))}>
          {words('recount')}
        </button>
      </div>
      <div role="status">
        {isFetching && <Loading />}
        {data && !isFetching && (
          <Notice
            kind={data.same ? 'success' : 'warning'}
            title={words(data.same ? 'recounted.same' : 'recounted.differs', {
              count: data.differences.length,
            })}
          >
            {data.differences
              .map(({ clause, words: label, frozen, counted }) =>
                words('recounted.line', {
                  what: `${clause} ${inLanguage(label)}`,
                  frozen: frozen === null ? words('notOnRecord') : shown(frozen, words),
                  counted: counted === null ? words('notOnRecord') : shown(counted, words),
                }),
              )
              .join(' ')}
          </Notice>
        )}
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
    </div>
  );
}
