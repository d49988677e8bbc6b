/** Who was told of this dossier, when and how. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { noticesOfDossier } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { moment, shortMoment } from '../../common/formats.ts';

export function Told({ id, version }: { readonly id: string; readonly version: number }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['told', id, version],
    queryFn: () => call(noticesOfDossier({ path: { id } })),
  });
  if (!data || data.told.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="told">
      <h2 id="told">{t('notices.told')}</h2>
      <ul className="stack" style={{ gap: 8 }}>
        {data.told.map((notice) => (
          <li key={notice.id}>
            {notice.title}
            <div className="second">
              {notice.recipient.name}, {shortMoment(notice.at)}
              {notice.emailedAt && `, ${t('notices.emailed', { at: moment(notice.emailedAt) })}`}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
