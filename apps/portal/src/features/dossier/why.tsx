/** Why the due moment is that moment: the count, line by line. */
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Deadline } from '../../api-client/types.gen.ts';
import { days, longMoment, moment, number, plainDate } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';

export function WhyDialog(props: {
  readonly deadline: Deadline;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { deadline, open, onClose } = props;
  return (
    <Modal
      open={open}
      width={760}
      title={t('dossier.whyTitle')}
      footer={null}
      onCancel={onClose}
      closable={{ 'aria-label': t('do.close') }}
    >
      <Why deadline={deadline} />
    </Modal>
  );
}

function Why({ deadline }: { readonly deadline: Deadline }) {
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
      <HeadedTable
        label={t('dossier.whyTitle')}
        heads={[t('dossier.day'), num(t('dossier.hours')), t('dossier.countedQ'), t('dossier.reason')]}
      >
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
      </HeadedTable>
    </div>
  );
}

function Amount({ line }: { readonly line: Deadline['lines'][number] }) {
  const { t } = useTranslation();
  const amount = line.unit === 'days' ? number(line.amount, 1) : days(line.amount);
  return <>{t('dossier.spentDays', { days: amount })}</>;
}
