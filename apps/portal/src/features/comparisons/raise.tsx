/** A difference becomes a nonconformity; the comparison, its figures and the file's hash are added by the server. */
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { comparisonsRaise } from '../../api-client/sdk.gen.ts';
import type { RecordedNonconformity } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { SEVERITIES } from '../nonconformities/words.ts';
import type { Part } from './comparison.tsx';
import type { Difference } from './matrix.tsx';
import { useFindingWords } from './words.ts';

const MAX_TITLE = 200;
const MAX_TEXT = 3_000;

interface Values {
  readonly severity: (typeof SEVERITIES)[number];
  readonly title: string;
  readonly description: string;
}

export interface FollowProps {
  readonly id: string;
  readonly part: Part;
  readonly difference: Difference;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function RaiseFinding({ id, part, difference, onClose, onDone }: FollowProps) {
  const { t } = useTranslation();
  const required = useRequired();
  const { title, text } = useFindingWords(part, difference);
  const item = (name: 'severity' | 'title' | 'description') => ({
    name,
    label: t(`nonconformities.field.${name}`),
    rules: [required(t(`nonconformities.field.${name}`))],
  });
  return (
    <EditDialog<Values, RecordedNonconformity>
      title={t('comparisons.raise')}
      submit={t('comparisons.raise')}
      initial={{ severity: 'minor', title: title.slice(0, MAX_TITLE), description: text }}
      onClose={onClose}
      onDone={onDone}
      send={async (values, key) => {
        const reply = await call(
          comparisonsRaise({
            path: { id },
            body: { part: part.part, ...difference, ...values },
            headers: { 'Idempotency-Key': key },
          }),
        );
        wrote(reply);
        return reply;
      }}
    >
      <Form.Item {...item('severity')}>
        <Select
          options={SEVERITIES.map((value) => ({ value, label: t(`nonconformities.severity.${value}`) }))}
        />
      </Form.Item>
      <Form.Item {...item('title')}>
        <Input maxLength={MAX_TITLE} />
      </Form.Item>
      <Form.Item {...item('description')}>
        <Input.TextArea rows={4} maxLength={MAX_TEXT} />
      </Form.Item>
    </EditDialog>
  );
}
