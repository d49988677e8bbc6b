/** Chuyển: many steps into one person's hands. Only people who may do them all are shown. */
import { Button, Form, Input, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { job } from '../../common/bulk.tsx';
import type { Bulk } from '../../common/bulk.tsx';
import { number } from '../../common/formats.ts';
import { Notice } from '../../common/notice.tsx';
import { Empty, Read, SubmitFault } from '../../common/states.tsx';
import { usePeople } from './people.ts';
import type { Candidate, Movable } from './people.ts';

interface Values {
  readonly officer: string;
  readonly reason: string;
}

interface Props {
  readonly rows: readonly Movable[];
  readonly bulk: Bulk;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function MoveDialog({ rows, bulk, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const people = usePeople(rows);
  const send = async ({ officer, reason }: Values) => {
    const body = ({ step }: Movable) => ({ step: step?.no, officer, reason });
    const free = rows.filter((row) => row.officer === null);
    const held = rows.filter((row) => row.officer !== null);
    if (await bulk.send(job('assign', free, body), job('reassign', held, body))) onDone();
  };
  return (
    <Modal
      open
      width={640}
      footer={null}
      onCancel={onClose}
      closable={{ 'aria-label': t('do.close') }}
      title={t('list.moveTitle', { count: rows.length })}
    >
      <div className="stack">
        <SubmitFault error={bulk.fault} />
        {people.tooMany ? (
          <Notice kind="info" title={t('list.moveTooMany')} />
        ) : (
          <Read query={people}>
            {({ candidates }) =>
              candidates.length === 0 ? (
                <Empty>{t('dossier.noChoice')}</Empty>
              ) : (
                <Form layout="vertical" requiredMark={false} onFinish={(values: Values) => void send(values)}>
                  <People candidates={candidates} />
                  <Reason />
                  <div className="row">
                    <Button type="primary" htmlType="submit" loading={bulk.busy} data-primary>
                      {t('board.reassign')} (F2)
                    </Button>
                    <Button onClick={onClose}>{t('do.cancel')}</Button>
                  </div>
                </Form>
              )
            }
          </Read>
        )}
      </div>
    </Modal>
  );
}

function People({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const { t } = useTranslation();
  const words = ({ officer, title, onBehalfOf, holding, late }: Candidate) => (
    <>
      {officer.name}
      <span className="second">
        , {title}
        {onBehalfOf && ` (${t('dossier.onBehalf', { name: onBehalfOf.name })})`}; {t('dossier.holding')}{' '}
        {number(holding)}, {t('dossier.lateHeld').toLowerCase()} {number(late)}
      </span>
    </>
  );
  return (
    <Form.Item
      name="officer"
      label={t('field.officer')}
      rules={[{ required: true, message: t('error.required', { what: t('field.officer').toLowerCase() }) }]}
    >
      <Radio.Group
        vertical
        options={candidates.map((each) => ({ value: each.officer.id, label: words(each) }))}
      />
    </Form.Item>
  );
}

export function Reason() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="reason"
      label={t('field.reason')}
      rules={[{ required: true, message: t('error.required', { what: t('field.reason').toLowerCase() }) }]}
    >
      <Input.TextArea rows={3} maxLength={2000} />
    </Form.Item>
  );
}
