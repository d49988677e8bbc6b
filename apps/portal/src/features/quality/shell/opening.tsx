/** Opens a record: for which agency, and what its first command asks for. */
import { Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityOpening, QualityPage, QualityReply } from '../../../api-client/types.gen.ts';
import { EditDialog } from '../../../common/edit-dialog.tsx';
import { optionsOf } from '../../../common/find.ts';
import { Failed } from '../../../common/states.tsx';
import { open, useOpening } from './data.ts';
import { Fields, FormPeople, startOf, typedIn } from './fields.tsx';
import { useKindWords, type AnyPages, type Values } from './kind.ts';

const WIDTH = 720;

interface Props {
  readonly of: AnyPages;
  readonly agencies: QualityPage['mayOpenIn'];
  readonly onClose: () => void;
  readonly onDone: (reply: QualityReply) => void;
}

export function Opening(props: Props) {
  const { agencies, of } = props;
  const [agency, setAgency] = useState(agencies[0]!.id);
  const { data, error, refetch } = useOpening(of.kind, agency);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return data ? <Asked key={agency} {...props} agency={agency} setAgency={setAgency} opening={data} /> : null;
}

function Asked(
  props: Props & {
    readonly agency: string;
    readonly setAgency: (agency: string) => void;
    readonly opening: QualityOpening;
  },
) {
  const { t } = useTranslation();
  const { of, agencies, agency, setAgency, opening, onClose, onDone } = props;
  const words = useKindWords(of.kind);
  const types = Object.keys(of.opening).filter((type) => opening.allowed.includes(type));
  const [type = ''] = types;
  const form = of.opening[type];
  if (!form) return null;
  const fields = form.fields?.(null, words) ?? [];
  const name = words(`open.${type}`);
  return (
    <EditDialog<Values, QualityReply>
      title={name}
      submit={name}
      width={WIDTH}
      initial={{ ...startOf(fields), ...form.initial?.(null) }}
      onClose={onClose}
      onDone={onDone}
      send={(values, key) => {
        const typed = typedIn(values);
        return open(of.kind, agency, { ...(form.command?.(typed, null) ?? typed), type }, key);
      }}
    >
      {agencies.length > 1 && (
        <Form.Item label={t('column.agency')} htmlFor="quality-agency">
          <Select
            id="quality-agency"
            value={agency}
            showSearch={{ optionFilterProp: 'label' }}
            options={optionsOf(agencies)}
            onChange={setAgency}
          />
        </Form.Item>
      )}
      {form.above?.(null, words)}
      <FormPeople value={opening.people}>
        <Fields fields={fields} words={words} />
      </FormPeople>
    </EditDialog>
  );
}
