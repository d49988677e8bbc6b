/** What pages of figures are about, each choice a field of their filters. */
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useReference } from '../../app/reference.ts';
import { isCommittee, useSession } from '../../app/session.ts';
import { optionsOf } from '../../common/find.ts';
import { nameOfPeriod, periodsUntil, thisYear } from './period.ts';

const WIDTH = { width: '100%' } as const;

/** @param props.ky absent: this year. */
export function PeriodChoice(props: {
  readonly ky: string | undefined;
  readonly onChoose: (ky: string) => void;
}) {
  const { t } = useTranslation();
  const { ky = thisYear(), onChoose } = props;
  return (
    <label>
      {t('figures.period')}
      <Select
        value={ky}
        style={WIDTH}
        options={periodsUntil(new Date().toISOString()).map((key) => ({
          value: key,
          label: nameOfPeriod(key, t),
        }))}
        onChange={onChoose}
      />
    </label>
  );
}

/** For those who see all of them. */
export function AgencyChoice(props: {
  readonly agency: string | undefined;
  readonly onChoose: (agency: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const { agencies } = useReference();
  const { agency, onChoose } = props;
  if (!isCommittee(session)) return null;
  return (
    <label>
      {t('figures.agency')}
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={agency ?? null}
        placeholder={t('figures.allAgencies')}
        style={WIDTH}
        options={optionsOf(agencies)}
        onChange={(chosen: string | null | undefined) => onChoose(chosen ?? undefined)}
      />
    </label>
  );
}
