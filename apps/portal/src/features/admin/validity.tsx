/** From and to, both days included, as every record of the organisation has them. */
import { useTranslation } from 'react-i18next';
import { DayField } from '../../common/edit-dialog.tsx';
import { plainDate } from '../../common/formats.ts';

export interface Valid {
  readonly validFrom: string;
  readonly validTo: string | null;
}

export function ValidityFields() {
  const { t } = useTranslation();
  return (
    <div className="row" style={{ gap: 16 }}>
      <DayField name="validFrom" label={t('admin.validFrom')} required />
      <DayField name="validTo" label={t('admin.validTo')} />
    </div>
  );
}

export function useValidityWords(): (valid: Valid) => string {
  const { t } = useTranslation();
  return ({ validFrom, validTo }) =>
    validTo === null
      ? t('admin.sinceDay', { from: plainDate(validFrom) })
      : t('admin.until', { from: plainDate(validFrom), to: plainDate(validTo) });
}
