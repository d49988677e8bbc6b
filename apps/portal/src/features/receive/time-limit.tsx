/** What the applicant may be told before the receipt: how long it takes, and by which steps. */
import { useTranslation } from 'react-i18next';
import type { EditionContent } from '../../api-client/types.gen.ts';

export function TimeLimit({ edition }: { readonly edition: EditionContent | undefined }) {
  const { t } = useTranslation();
  if (!edition) return <div />;
  return (
    <aside className="panel stack" aria-labelledby="time-limit">
      <h2 id="time-limit">{t('receive.promise')}</h2>
      <p>{edition.total ? t('receive.promiseText', { total: edition.total }) : t('receive.noTotal')}</p>
      {edition.profile.cutOff !== 'none' && <p className="second">{t('receive.cutOff')}</p>}
      <h3>{t('receive.steps')}</h3>
      <ol className="stack small" style={{ gap: 4 }}>
        {edition.steps.map(({ no, content, time }) => (
          <li key={no}>
            <strong>{no}</strong> {content} <span className="second">({time})</span>
          </li>
        ))}
      </ol>
    </aside>
  );
}
