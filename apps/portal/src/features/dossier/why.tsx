/** Why the due moment is that moment: the count, line by line. */
import { useTranslation } from 'react-i18next';
import type { Deadline } from '../../api-client/types.gen.ts';
import { days, longMoment, moment, number, plainDate } from '../../common/formats.ts';

export function Why({ deadline }: { readonly deadline: Deadline }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <p>
        <strong>{longMoment(deadline.dueAt)}</strong>
      </p>
      <p className="second">
        {t('dossier.calendar', { version: deadline.calendarVersion, from: moment(deadline.countsFrom) })}
        {deadline.estimate && ` ${t('dossier.estimate')}`}
      </p>
      <div className="table-scroll" role="group" aria-label={t('dossier.whyTitle')} tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('dossier.day')}</th>
              <th scope="col" className="num">
                {t('dossier.hours')}
              </th>
              <th scope="col">{t('dossier.countedQ')}</th>
              <th scope="col">{t('dossier.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {deadline.lines.map((line) => (
              <tr key={`${line.from} ${line.reason} ${line.counted}`}>
                <td className="nowrap">
                  {plainDate(line.from)}
                  {line.to !== line.from && ` – ${plainDate(line.to)}`}
                </td>
                <td className="num nowrap">{line.counted ? <Amount line={line} /> : '—'}</td>
                <td>{line.counted ? t('dossier.counted') : t('dossier.notCounted')}</td>
                <td>
                  {t(`reason.${line.reason as 'counted'}`)}
                  {line.note && `: ${line.note}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Amount({ line }: { readonly line: Deadline['lines'][number] }) {
  const { t } = useTranslation();
  const amount = line.unit === 'days' ? number(line.amount, 1) : days(line.amount);
  return <>{t('dossier.spentDays', { days: amount })}</>;
}
