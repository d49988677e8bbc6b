/** All on one day, by one person, nothing ever found: a warning with what it rests on. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { QualityForShow } from '../../../api-client/types.gen.ts';
import { plainDate } from '../../../common/formats.ts';
import { Notice } from '../../../common/notice.tsx';
import { Failed } from '../../../common/states.tsx';
import { useForShow } from './data.ts';

export function ForShow({ year, agency }: { readonly year: number; readonly agency: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useForShow(year, agency);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data || data.hints.length === 0) return null;
  return (
    <Notice kind="warning" title={t('qualityCalendar.forShow')}>
      <p className="second">{t('qualityCalendar.forShowHint')}</p>
      {data.hints.map((hint) => (
        <Hint key={`${hint.sign} ${hint.kind}`} hint={hint} />
      ))}
    </Notice>
  );
}

function Hint({ hint }: { readonly hint: QualityForShow['hints'][number] }) {
  const { t } = useTranslation();
  const { sign, kind, count, of, on, by, records } = hint;
  return (
    <details>
      <summary>
        {t(`qualityCalendar.sign.${sign}`, {
          kind: kind === null ? t('qualityCalendar.all') : t(`qualityCalendar.kinds.${kind}`),
          count,
          of,
          on: plainDate(on),
          by: by?.name ?? '',
        })}
      </summary>
      <ul>
        {records.map(({ id, title }) => (
          <li key={id}>
            <Link to="/chat-luong/ban-ghi/$id" params={{ id }}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
