/** Choosing an agency, a unit of it, a person: by a few letters, accents don't matter. */
import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peoplePeople } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { useRequired } from '../../common/edit-dialog.tsx';
import { filterOption, optionsOf } from '../../common/find.ts';
import { ADMIN, agenciesQuery, agencyQuery } from './data.ts';

const FOUND = 20;

export function AgencyField(props: {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
  readonly extra?: string;
  readonly onChange?: () => void;
}) {
  const required = useRequired();
  const { data } = useQuery(agenciesQuery);
  const { name, label, extra, onChange } = props;
  return (
    <Form.Item name={name} label={label} extra={extra} rules={props.required ? [required(label)] : []}>
      <Select
        allowClear={!props.required}
        showSearch={{ filterOption }}
        {...(onChange && { onChange })}
        options={optionsOf(data?.agencies ?? [])}
      />
    </Form.Item>
  );
}

/** Of the agency that the same form has in its field `agency`. */
export function UnitField() {
  const { t } = useTranslation();
  const required = useRequired();
  const agency: unknown = Form.useWatch('agency');
  const { data } = useQuery(agencyQuery(typeof agency === 'string' ? agency : ''));
  return (
    <Form.Item name="unit" label={t('admin.unit')} rules={[required(t('admin.unit'))]}>
      <Select showSearch={{ filterOption }} options={optionsOf(data?.units ?? [])} />
    </Form.Item>
  );
}

export function PersonField() {
  const { t } = useTranslation();
  const required = useRequired();
  const [find, setFind] = useState('');
  const { data } = useQuery({
    queryKey: [...ADMIN, 'people', find],
    queryFn: () => call(peoplePeople({ query: { find, limit: FOUND } })),
    placeholderData: (before) => before,
  });
  return (
    <Form.Item
      name="officer"
      label={t('admin.users.officer')}
      extra={t('admin.users.officerHint')}
      rules={[required(t('admin.users.officer'))]}
    >
      <Select
        showSearch={{ filterOption: false, onSearch: setFind }}
        options={(data?.people ?? []).map(({ id, name, title, agency }) => ({
          value: id,
          label: `${name} (${title}, ${agency.name})`,
        }))}
      />
    </Form.Item>
  );
}
