/** A decision on the catalogue, written down line by line. */
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { qmsRecordsEnter } from '../../../api-client/sdk.gen.ts';
import type { QmsReply } from '../../../api-client/types.gen.ts';
import { call } from '../../../app/api.ts';
import { wrote } from '../../../app/own-writes.ts';
import { queryClient } from '../../../app/query.ts';
import { DayField, EditDialog, useRequired } from '../../../common/edit-dialog.tsx';
import { QUALITY } from '../shell/index.ts';
import { faultyLine, linesIn } from './lines.ts';

interface Typed {
  readonly number: string;
  readonly date: string;
  readonly on: string;
  readonly lines: string;
}

export function ReviseDialog({ agency, onClose }: { readonly agency: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const required = useRequired();
  const send = ({ number, date, on, lines }: Typed, key: string): Promise<QmsReply> =>
    call(
      qmsRecordsEnter({
        path: { agency },
        body: {
          entry: {
            type: 'CatalogueRevised',
            on,
            basis: { number, date },
            files: [],
            lines: [...linesIn(lines)],
          },
        },
        headers: { 'Idempotency-Key': key },
      }),
    );
  const sound = async (_rule: unknown, typed: string = ''): Promise<void> => {
    const fault = faultyLine(typed);
    if (fault !== undefined) throw new Error(t('coverage.badLine', { n: fault }));
  };
  return (
    <EditDialog<Typed, QmsReply>
      title={t('coverage.reviseTitle')}
      submit={t('coverage.revise')}
      width={720}
      initial={{}}
      send={send}
      onClose={onClose}
      onDone={(reply) => {
        wrote(reply);
        void queryClient.invalidateQueries({ queryKey: [QUALITY] });
        onClose();
      }}
    >
      <Form.Item name="number" label={t('coverage.number')} rules={[required(t('coverage.number'))]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <DayField name="date" label={t('coverage.date')} required />
      <DayField name="on" label={t('coverage.on')} required />
      <Form.Item
        name="lines"
        label={t('coverage.lines')}
        extra={t('coverage.linesHint')}
        rules={[required(t('coverage.lines')), { validator: sound }]}
      >
        <Input.TextArea rows={8} />
      </Form.Item>
    </EditDialog>
  );
}
