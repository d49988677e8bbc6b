/** The forms the dossier has come to, as PDF. */
import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { printList } from '../../api-client/sdk.gen.ts';
import { call } from '../../app/api.ts';
import { shortMoment } from '../../common/formats.ts';

export const formUrl = (dossier: string, form: string, nth?: number): string =>
  `/api/dossiers/${dossier}/print/${form}${nth === undefined ? '' : `?nth=${nth}`}`;

export function PrintMenu({ id, version }: { readonly id: string; readonly version: number }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['printables', id, version],
    queryFn: () => call(printList({ path: { id } })),
  });
  if (!data || data.forms.length === 0) return null;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: data.forms.map(({ form, nth, number, name, at }) => ({
          key: `${form} ${nth}`,
          label: (
            <a href={formUrl(id, form, nth)} target="_blank" rel="noreferrer">
              {number === null ? name : t('print.form', { number, name })} ({shortMoment(at)})
            </a>
          ),
        })),
      }}
    >
      <Button icon={<PrinterOutlined aria-hidden />}>{t('do.print')} ▾</Button>
    </Dropdown>
  );
}
