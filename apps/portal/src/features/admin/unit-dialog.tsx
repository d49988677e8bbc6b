/** A unit's record. */
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { placesSaveUnit } from '../../api-client/sdk.gen.ts';
import type { AdminAgency } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { ValidityFields } from './validity.tsx';
import type { Valid } from './validity.tsx';

const FUNCTIONS = [
  'one-stop',
  'professional',
  'leadership',
  'clerical',
  'council',
  'province-office',
] as const;

interface Values extends Valid {
  readonly id: string;
  readonly name: string;
  readonly function: (typeof FUNCTIONS)[number];
}

export function UnitDialog(props: {
  readonly agency: string;
  readonly unit: AdminAgency['units'][number] | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { agency, unit, onClose, onDone } = props;
  return (
    <EditDialog<Values, unknown>
      title={unit ? t('admin.agencies.editUnit') : t('admin.agencies.addUnit')}
      submit={t('admin.save')}
      initial={
        unit
          ? {
              name: unit.name,
              function: unit.function as 'council',
              validFrom: unit.validFrom,
              validTo: unit.validTo,
            }
          : { id: `${agency}/`, validTo: null }
      }
      send={(values) => call(placesSaveUnit({ body: { ...values, id: unit?.id ?? values.id, agency } }))}
      onClose={onClose}
      onDone={onDone}
    >
      {!unit && (
        <Form.Item name="id" label={t('admin.agencies.id')} rules={[required(t('admin.agencies.id'))]}>
          <Input autoComplete="off" autoCapitalize="none" maxLength={80} />
        </Form.Item>
      )}
      <Form.Item name="name" label={t('admin.unit')} rules={[required(t('admin.unit'))]}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="function"
        label={t('admin.agencies.function')}
        rules={[required(t('admin.agencies.function'))]}
      >
        <Select
          options={FUNCTIONS.map((value) => ({ value, label: t(`admin.agencies.functions.${value}`) }))}
        />
      </Form.Item>
      <ValidityFields />
    </EditDialog>
  );
}
