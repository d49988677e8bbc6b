/** A difference becomes a nonconformity; the comparison, its figures and the file's hash are added by the server. */
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { comparisonsRaise } from '../../api-client/sdk.gen.ts';
import type { RecordedNonconformity } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import type { Kind } from '../../app/routes/comparisons.ts';
import { EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { number } from '../../common/formats.ts';
import { SEVERITIES } from '../nonconformities/words.ts';
import type { Part } from './comparison.tsx';

const MAX_TITLE = 200;
const MAX_TEXT = 4_000;

interface Values {
  readonly severity: (typeof SEVERITIES)[number];
  readonly title: string;
  readonly description: string;
}

export function RaiseFinding(props: {
  readonly id: string;
  readonly part: Part;
  readonly difference: { readonly kind: Kind; readonly at: string };
  readonly onClose: () => void;
  readonly onDone: (reply: RecordedNonconformity) => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { id, part, difference, onClose, onDone } = props;
  const { kind, at } = difference;
  const content = part.steps.find(({ no }) => no === at)?.content;
  const count = part.differences.find((one) => one.kind === kind && one.at === at)?.cases ?? 0;
  const what = t(`comparisons.kindLong.${kind}`).toLowerCase();
  const place = content === undefined ? at : `${at} ${content}`;
  const item = (name: 'severity' | 'title' | 'description') => ({
    name,
    label: t(`nonconformities.field.${name}`),
    rules: [required(t(`nonconformities.field.${name}`))],
  });
  return (
    <EditDialog<Values, RecordedNonconformity>
      title={t('comparisons.raise')}
      submit={t('comparisons.raise')}
      initial={{
        severity: 'minor',
        title: t('comparisons.raiseTitle', { kind: t(`comparisons.kind.${kind}`), at: place }).slice(
          0,
          MAX_TITLE,
        ),
        description: t('comparisons.raiseText', {
          code: part.procedure,
          n: number(count),
          cases: number(part.cases),
          what: `${what} (${place})`,
        }),
      }}
      onClose={onClose}
      onDone={onDone}
      send={async (values, key) => {
        const reply = await call(
          comparisonsRaise({
            path: { id },
            body: { part: part.part, kind, at, ...values },
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
