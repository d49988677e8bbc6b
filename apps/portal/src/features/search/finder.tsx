/** The search form and what it found, for officers and auditors alike. */
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundDossiers } from '../../api-client/types.gen.ts';
import { PAGE, usePaged } from '../../common/paged.ts';
import { Failed, Loading } from '../../common/states.tsx';
import { find } from './data.ts';
import type { Target, Wanted } from './data.ts';
import { FoundTable } from './found-table.tsx';

const STATUSES = [
  'submitted',
  'open',
  'issued',
  'handed-over',
  'refused',
  'withdrawn',
  'stopped',
  'expired',
] as const;
/** A code has a dash and a digit, and no space; all else is somebody. */
const CODE = /^\S*\d\S*-\S*$/;

const fromWords = (words: string): Wanted => (CODE.test(words) ? { code: words } : { applicant: words });

const cleaned = (wanted: Wanted): Wanted =>
  Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  );

export function Finder({ words, to }: { readonly words?: string | undefined; readonly to: Target }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<Wanted>(words ? fromWords(words) : {});
  const list = usePaged<FoundDossiers['rows'][number], FoundDossiers>(['search', wanted], (cursor) =>
    find(wanted, PAGE, cursor),
  );
  return (
    <div className="stack">
      <Form
        className="panel"
        layout="vertical"
        initialValues={wanted}
        onFinish={(values: Wanted) => setWanted(cleaned(values))}
      >
        <div className="facts">
          <Form.Item name="code" label={t('search.code')}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="applicant" label={t('search.applicant')}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="status" label={t('search.status')}>
            <Select
              allowClear
              placeholder={t('search.any')}
              options={STATUSES.map((value) => ({ value, label: t(`search.statuses.${value}`) }))}
            />
          </Form.Item>
        </div>
        <div className="row">
          <Form.Item name="late" valuePropName="checked" noStyle>
            <Checkbox>{t('search.late')}</Checkbox>
          </Form.Item>
          <Button type="primary" htmlType="submit" data-primary>
            {t('do.search')}
          </Button>
        </div>
      </Form>
      {list.error !== null && <Failed error={list.error} retry={list.retry} />}
      {list.first === undefined && list.error === null && <Loading />}
      {list.first && <FoundTable key={JSON.stringify(wanted)} list={list} wanted={wanted} to={to} />}
    </div>
  );
}
