/** A difference asks the procedure to change; the figures and the file's hash are added by the server. */
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { comparisonsRequest } from '../../api-client/sdk.gen.ts';
import type { QualityReply } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { DayField, EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import type { FollowProps } from './raise.tsx';
import { useFindingWords } from './words.ts';

const MAX_TEXT = 3_000;

interface Values {
  readonly what: string;
  readonly followBy: string;
}

export function RequestChange({ id, part, difference, onClose, onDone }: FollowProps) {
  const { t } = useTranslation();
  const required = useRequired();
  const { text } = useFindingWords(part, difference);
  const what = t('comparisons.what');
  return (
    <EditDialog<Values, QualityReply>
      title={t('comparisons.request')}
      submit={t('comparisons.request')}
      initial={{ what: text }}
      onClose={onClose}
      onDone={onDone}
      send={async (values, key) => {
        const reply = await call(
          comparisonsRequest({
            path: { id },
            body: { part: part.part, ...difference, ...values },
            headers: { 'Idempotency-Key': key },
          }),
        );
        wrote(reply);
        return reply;
      }}
    >
      <Form.Item name="what" label={what} rules={[required(what)]}>
        <Input.TextArea rows={4} maxLength={MAX_TEXT} />
      </Form.Item>
      <DayField name="followBy" label={t('comparisons.followBy')} required />
    </EditDialog>
  );
}
