/** What the page is about. Each choice changes the address. */
import { getRouteApi } from '@tanstack/react-router';
import { Button, DatePicker, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useProcedureOptions } from '../../app/reference.ts';
import type { FiguresSearch } from '../../app/routes/figures.ts';
import { AgencyChoice, PeriodChoice } from './choices.tsx';

const route = getRouteApi('/inside/so-lieu');
const DAY = 'YYYY-MM-DD';
/** Places that a list's cell leads to, without a field of their own here. */
const NARROWER = ['unit', 'officer', 'field', 'edition', 'channel'] as const;
const WIDTH = { width: '100%' } as const;

export function Filters({ search }: { readonly search: FiguresSearch }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const procedures = useProcedureOptions();
  const { ky, agency, procedure, asOf, reading } = search;
  const change = (changed: { [Key in keyof FiguresSearch]?: FiguresSearch[Key] | undefined }): void => {
    const next = Object.entries({ ...search, ...changed }).filter(([, value]) => value !== undefined);
    void navigate({ search: Object.fromEntries(next) });
  };
  const narrowed = NARROWER.filter((name) => search[name] !== undefined);
  return (
    <div className="panel figure-filters" role="group" aria-label={t('figures.filters')}>
      {narrowed.length > 0 && (
        <div className="row">
          {t('figures.narrowed', { places: narrowed.map((name) => t(`figures.group.${name}`)).join(', ') })}
          <Button
            size="small"
            onClick={() => change(Object.fromEntries(NARROWER.map((name) => [name, undefined])))}
          >
            {t('do.clear')}
          </Button>
        </div>
      )}
      <PeriodChoice ky={ky} onChoose={(chosen) => change({ ky: chosen })} />
      <AgencyChoice agency={agency} onChoose={(chosen) => change({ agency: chosen, by: undefined })} />
      <label>
        {t('figures.procedure')}
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={procedure ?? null}
          placeholder={t('figures.allProcedures')}
          style={WIDTH}
          options={procedures}
          onChange={(value: string | null | undefined) => change({ procedure: value ?? undefined })}
        />
      </label>
      <label>
        {t('figures.asOf')}
        <DatePicker
          format="DD/MM/YYYY"
          value={asOf === undefined ? null : dayjs(asOf)}
          placeholder={t('figures.now')}
          style={WIDTH}
          onChange={(day) => change({ asOf: day?.format(DAY) })}
        />
      </label>
      <div>
        <span id="reading">{t('figures.reading')}</span>
        <Segmented
          aria-labelledby="reading"
          value={reading ?? 'promised'}
          options={[
            { value: 'promised', label: t('figures.promised') },
            { value: 'recalculated', label: t('figures.recalculated') },
          ]}
          onChange={(value) => change({ reading: value === 'recalculated' ? value : undefined })}
        />
      </div>
    </div>
  );
}
