/** Gia hạn: a later date for many dossiers, with an apology to each applicant. What follows is said before it is done. */
import { Button, DatePicker, Form, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { job } from '../../common/bulk.tsx';
import type { Bulk } from '../../common/bulk.tsx';
import { shortMoment, UNKNOWN } from '../../common/formats.ts';
import { Notice } from '../../common/notice.tsx';
import { fromPicker, toPicker } from '../../common/pickers.ts';
import { SubmitFault } from '../../common/states.tsx';
import type { BoardRow } from './data.ts';
import { Reason } from './move-dialog.tsx';

/** What one proposes first: the end of the next day. */
const OFFICE_CLOSES = 17;

interface Values {
  readonly to: Dayjs;
  readonly reason: string;
}

interface Props {
  readonly rows: readonly BoardRow[];
  readonly asOf: string;
  readonly bulk: Bulk;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const spent = ({ extension }: BoardRow): boolean => extension.done >= extension.most;

export function ExtendDialog({ rows, asOf, bulk, onClose, onDone }: Props) {
  const { t } = useTranslation();
  // A dossier with several open steps has one date, and one apology.
  const dossiers = [...new Map(rows.map((row) => [row.dossier, row])).values()];
  const open = dossiers.filter((row) => !spent(row));
  const apologyIsLate = ({ extension }: BoardRow): boolean =>
    extension.apologiseBy !== null && extension.apologiseBy < asOf;
  const late = open.filter(apologyIsLate).length;
  const dues = open.flatMap(({ dossierClock }) => dossierClock.dueAt ?? []).sort();
  const latest = toPicker([...dues, asOf].sort().at(-1)!);
  const send = async ({ to, reason }: Values) => {
    if (await bulk.send(job('extend', open, () => ({ to: fromPicker(to), reason })))) onDone();
  };
  return (
    <Modal
      open
      width={760}
      footer={null}
      onCancel={onClose}
      closable={{ 'aria-label': t('do.close') }}
      title={t('list.extendTitle', { count: open.length })}
    >
      <div className="stack">
        <SubmitFault error={bulk.fault} />
        <p>{t('list.apologies', { count: open.length })}</p>
        {late > 0 && <Notice kind="warning" title={t('list.apologyLate', { count: late })} />}
        <Dossiers rows={dossiers} isLate={apologyIsLate} />
        {open.length > 0 && (
          <Form
            layout="vertical"
            requiredMark={false}
            initialValues={{ to: latest.add(1, 'day').startOf('day').hour(OFFICE_CLOSES) }}
            onFinish={(values: Values) => void send(values)}
          >
            <Form.Item
              name="to"
              label={t('field.newDue')}
              rules={[
                { required: true, message: t('error.required', { what: t('field.newDue').toLowerCase() }) },
              ]}
            >
              <DatePicker
                showTime={{ format: 'HH:mm' }}
                format="DD/MM/YYYY HH:mm"
                minDate={latest}
                style={{ width: 220 }}
              />
            </Form.Item>
            <Reason />
            <div className="row">
              <Button type="primary" htmlType="submit" loading={bulk.busy} data-primary>
                {t('list.extendDo')} (F2)
              </Button>
              <Button onClick={onClose}>{t('do.cancel')}</Button>
            </div>
          </Form>
        )}
      </div>
    </Modal>
  );
}

/** Who is apologised to, and which of them can't be put off again. */
function Dossiers(props: {
  readonly rows: readonly BoardRow[];
  readonly isLate: (row: BoardRow) => boolean;
}) {
  const { t } = useTranslation();
  const note = (row: BoardRow): string => {
    const { done, most, apologiseBy } = row.extension;
    if (spent(row)) return t('list.extendSpent', { count: done });
    const nth = t('list.extendNth', { nth: done + 1, most });
    return props.isLate(row) ? `${nth}. ${t('list.apologyBy', { at: shortMoment(apologiseBy) })}` : nth;
  };
  return (
    <div className="table-scroll dialog-list" role="group" aria-label={t('list.apologised')} tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('column.dossier')}</th>
            <th scope="col">{t('list.apologised')}</th>
            <th scope="col">{t('column.due')}</th>
            <th scope="col">{t('list.extension')}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.dossier}>
              <td className="code">{row.code ?? t('dossier.noCode')}</td>
              <td>{spent(row) ? UNKNOWN : (row.applicant ?? UNKNOWN)}</td>
              <td className="nowrap">{shortMoment(row.dossierClock.dueAt)}</td>
              <td>{note(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
