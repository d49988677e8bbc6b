/** What citizens wrote, for those who follow it up. Only the month is known, so that nobody can tell who it was. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { satisfactionComments } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { Read } from '../../common/states.tsx';

export function Comments(period: { readonly from: string; readonly to: string }) {
  const { t } = useTranslation();
  const { from, to } = period;
  const query = useQuery({
    queryKey: ['satisfaction-comments', from, to],
    queryFn: () => call(satisfactionComments({ query: { from, to } })),
  });
  return (
    <section className="panel stack" aria-labelledby="comments">
      <h2 id="comments">{t('satisfaction.comments')}</h2>
      <Read query={query}>
        {({ comments }) =>
          comments.length === 0 ? (
            <p className="second">{t('satisfaction.noComments')}</p>
          ) : (
            <ul className="stack">
              {comments.map(({ month, agency, procedure, low, text }, index) => (
                <li key={index}>
                  <p style={{ whiteSpace: 'pre-line' }}>{text}</p>
                  <p className="second">
                    {[month.split('-').reverse().join('/'), procedure, agency].join(' · ')}
                    {low && ` · ${t('satisfaction.low')}`}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Read>
    </section>
  );
}
