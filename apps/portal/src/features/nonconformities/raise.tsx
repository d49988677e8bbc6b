/** Raised by hand: a complaint, an audit, management. */
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { nonconformitiesRaise } from '../../api-client/sdk.gen.ts';
import type { NonconformityPage, RecordedNonconformity } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { useProcedureOptions } from '../../app/reference.ts';
import { EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { optionsOf } from '../../common/find.ts';
import { FindingFields, type FindingValues } from './finding-fields.tsx';
import { POLICIES, type Policy } from './words.ts';

const SOURCES = ['complaint', 'audit', 'management'] as const;
const MAX_TEXT = 4_000;

interface Values extends FindingValues {
  readonly agency: string;
  readonly source: (typeof SOURCES)[number];
  readonly policy?: Policy;
  readonly procedure?: string;
  readonly step?: string;
}

export function Raise(props: {
  readonly agencies: NonconformityPage['mayRaiseIn'];
  readonly onClose: () => void;
  readonly onDone: (reply: RecordedNonconformity) => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { agencies, onClose, onDone } = props;
  const item = (name: 'agency' | 'source') => {
    const label = t(`nonconformities.field.${name}`);
    return { name, label, rules: [required(label)] };
  };
  return (
    <EditDialog<Values, RecordedNonconformity>
      title={t('nonconformities.raise')}
      submit={t('nonconformities.raise')}
      initial={{ source: 'complaint', severity: 'minor', ...(agencies[0] && { agency: agencies[0].id }) }}
      onClose={onClose}
      onDone={onDone}
      send={async ({ policy, procedure = '', step = '', ...rest }, key) => {
        const body = { ...rest, ...(policy && { cause: { policy, procedure, step } }) };
        const reply = await call(nonconformitiesRaise({ body, headers: { 'Idempotency-Key': key } }));
        wrote(reply);
        return reply;
      }}
    >
      {agencies.length > 1 && (
        <Form.Item {...item('agency')}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={optionsOf(agencies)} />
        </Form.Item>
      )}
      {agencies.length === 1 && <Form.Item name="agency" hidden />}
      <Form.Item {...item('source')}>
        <Select options={SOURCES.map((value) => ({ value, label: t(`nonconformities.source.${value}`) }))} />
      </Form.Item>
      <FindingFields most={MAX_TEXT} />
      <Cause />
    </EditDialog>
  );
}

const MAX_STEP = 20;

/** Of what rule, and where: with it later dossiers show whether the action worked. */
function Cause() {
  const { t } = useTranslation();
  const required = useRequired();
  const procedures = useProcedureOptions();
  const policy = Form.useWatch<Policy | undefined>('policy');
  return (
    <>
      <Form.Item
        name="policy"
        label={t('nonconformities.field.policy')}
        extra={t('nonconformities.field.policyHint')}
      >
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={POLICIES.map((value) => ({ value, label: t(`nonconformities.policy.${value}`) }))}
        />
      </Form.Item>
      {policy !== undefined && (
        <>
          <Form.Item
            name="procedure"
            label={t('nonconformities.procedure')}
            rules={[required(t('nonconformities.procedure'))]}
          >
            <Select showSearch={{ optionFilterProp: 'label' }} options={procedures} />
          </Form.Item>
          <Form.Item
            name="step"
            label={t('nonconformities.field.step')}
            extra={t('nonconformities.field.stepHint')}
          >
            <Input maxLength={MAX_STEP} />
          </Form.Item>
        </>
      )}
    </>
  );
}
