/** An agency's record: a new one, or one that is known as it is from now on. */
import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { placesSaveAgency } from '../../api-client/sdk.gen.ts';
import type { AdminAgency } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { AgencyField } from './choices.tsx';
import { ValidityFields } from './validity.tsx';
import type { Valid } from './validity.tsx';

const LEVELS = [
  'province',
  'department',
  'sub-department',
  'district',
  'commune',
  'public-service-unit',
] as const;

interface Values extends Valid {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly level: (typeof LEVELS)[number];
  readonly parent: string | null;
  readonly isoMandatory: boolean;
}

export function AgencyDialog(props: {
  readonly agency?: AdminAgency['agency'];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { agency, onClose, onDone } = props;
  const text = (name: 'code' | 'name' | 'shortName') => (
    <Form.Item
      name={name}
      label={t(`admin.agencies.${name}`)}
      rules={[required(t(`admin.agencies.${name}`))]}
    >
      <Input autoComplete="off" maxLength={200} />
    </Form.Item>
  );
  return (
    <EditDialog<Values, unknown>
      title={agency ? t('admin.agencies.edit') : t('admin.agencies.add')}
      submit={t('admin.save')}
      initial={
        agency
          ? { ...agency, level: agency.level as 'commune', parent: agency.parent?.id ?? null }
          : { isoMandatory: false, validTo: null }
      }
      send={(values) =>
        call(
          placesSaveAgency({
            body: { ...values, id: agency?.id ?? values.id, parent: values.parent ?? null },
          }),
        )
      }
      onClose={onClose}
      onDone={onDone}
    >
      {!agency && (
        <Form.Item name="id" label={t('admin.agencies.id')} rules={[required(t('admin.agencies.id'))]}>
          <Input autoComplete="off" autoCapitalize="none" maxLength={80} />
        </Form.Item>
      )}
      {text('name')}
      {text('shortName')}
      {text('code')}
      <Form.Item name="level" label={t('admin.agencies.level')} rules={[required(t('admin.agencies.level'))]}>
        <Select options={LEVELS.map((value) => ({ value, label: t(`admin.agencies.levels.${value}`) }))} />
      </Form.Item>
      <AgencyField name="parent" label={t('admin.agencies.parent')} />
      <Form.Item name="isoMandatory" valuePropName="checked">
        <Checkbox>{t('admin.agencies.iso')}</Checkbox>
      </Form.Item>
      <ValidityFields />
    </EditDialog>
  );
}
