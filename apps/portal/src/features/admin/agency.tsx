/** One agency: its record, units and office hours, each with the days it is valid. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminAgency } from '../../api-client/types.gen.ts';
import { queryClient } from '../../app/query.ts';
import { number, plainDate, weekdayNames } from '../../common/formats.ts';
import { Facts } from '../../common/facts.tsx';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { AgencyDialog } from './agency-dialog.tsx';
import { ADMIN, agencyQuery } from './data.ts';
import { HoursDialog } from './hours-dialog.tsx';
import { UnitDialog } from './unit-dialog.tsx';
import { useValidityWords } from './validity.tsx';

const route = getRouteApi('/inside/quan-tri/co-quan/$id');

type Open =
  | { readonly what: 'agency' | 'hours' }
  | { readonly what: 'unit'; readonly unit?: AdminAgency['units'][number] };

export function AgencyPage() {
  const { id } = route.useParams();
  const query = useQuery(agencyQuery(id));
  return <Read query={query}>{(whole) => <Shown whole={whole} />}</Read>;
}

function Shown({ whole }: { readonly whole: AdminAgency }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Open | null>(null);
  const [told, setTold] = useState(false);
  const { agency } = whole;
  const close = () => setOpen(null);
  const done = () => {
    close();
    setTold(true);
    void queryClient.invalidateQueries({ queryKey: ADMIN });
  };
  return (
    <div className="stack">
      <PageHead title={agency.name}>
        <Link to="/quan-tri/co-quan">{t('admin.agencies.back')}</Link>
        <Button onClick={() => setOpen({ what: 'agency' })}>{t('admin.agencies.edit')}</Button>
      </PageHead>
      <div role="status">{told && <Alert type="success" showIcon title={t('admin.saved')} />}</div>
      <AgencyFacts agency={agency} />
      <Units whole={whole} onOpen={setOpen} />
      <Hours whole={whole} onOpen={setOpen} />
      {open?.what === 'agency' && <AgencyDialog agency={agency} onClose={close} onDone={done} />}
      {open?.what === 'unit' && (
        <UnitDialog agency={agency.id} unit={open.unit} onClose={close} onDone={done} />
      )}
      {open?.what === 'hours' && (
        <HoursDialog agency={agency.id} latest={whole.officeHours[0]} onClose={close} onDone={done} />
      )}
    </div>
  );
}

function AgencyFacts({ agency }: Pick<AdminAgency, 'agency'>) {
  const { t } = useTranslation();
  const valid = useValidityWords();
  const facts = [
    [t('admin.agencies.code'), agency.code],
    [t('admin.agencies.shortName'), agency.shortName],
    [t('admin.agencies.level'), t(`admin.agencies.levels.${agency.level as 'commune'}`)],
    [t('admin.agencies.parent'), agency.parent?.name ?? '—'],
    [t('admin.agencies.iso'), agency.isoMandatory ? '✓' : '—'],
    [t('admin.valid'), valid(agency)],
  ] as const;
  return <Facts facts={facts} />;
}

interface SectionProps {
  readonly whole: AdminAgency;
  readonly onOpen: (open: Open) => void;
}

function Units({ whole, onOpen }: SectionProps) {
  const { t } = useTranslation();
  const valid = useValidityWords();
  return (
    <section className="panel stack" aria-labelledby="units">
      <div className="page-head">
        <h2 id="units">{t('admin.agencies.units')}</h2>
        <Button type="primary" onClick={() => onOpen({ what: 'unit' })} data-primary>
          {t('admin.agencies.addUnit')} (F2)
        </Button>
      </div>
      {whole.units.length === 0 ? (
        <Empty>{t('admin.agencies.noUnits')}</Empty>
      ) : (
        <HeadedTable
          labelledBy="units"
          heads={[
            t('admin.unit'),
            t('admin.agencies.function'),
            num(t('admin.agencies.people')),
            t('admin.valid'),
          ]}
        >
          {whole.units.map((unit) => (
            <tr key={unit.id}>
              <td>
                <button type="button" className="link" onClick={() => onOpen({ what: 'unit', unit })}>
                  {unit.name}
                </button>
              </td>
              <td>{t(`admin.agencies.functions.${unit.function as 'council'}`)}</td>
              <td className="num">{number(unit.officers)}</td>
              <td>{valid(unit)}</td>
            </tr>
          ))}
        </HeadedTable>
      )}
    </section>
  );
}

function Hours({ whole, onOpen }: SectionProps) {
  const { t } = useTranslation();
  const days = weekdayNames();
  const { officeHours, hoursFrom } = whole;
  return (
    <section className="panel stack" aria-labelledby="hours">
      <div className="page-head">
        <h2 id="hours">{t('admin.agencies.hours')}</h2>
        <Button onClick={() => onOpen({ what: 'hours' })}>{t('admin.agencies.addHours')}</Button>
      </div>
      {officeHours.length === 0 ? (
        <p className="second">
          {hoursFrom
            ? t('admin.agencies.noHours', { agency: hoursFrom.name })
            : t('admin.agencies.defaultHours')}
        </p>
      ) : (
        <HeadedTable
          labelledBy="hours"
          heads={[t('admin.validFrom'), t('admin.agencies.sessions'), t('admin.agencies.weekdays')]}
        >
          {officeHours.map(({ id, validFrom, sessions, weekdays, ignoresHolidays }) => (
            <tr key={id}>
              <td className="nowrap">{plainDate(validFrom)}</td>
              <td>{sessions.map(({ from, to }) => `${from}–${to}`).join(', ')}</td>
              <td>
                {weekdays.map((day) => days[day % 7]).join(', ')}
                {ignoresHolidays && <div className="second">{t('admin.agencies.ignoresHolidays')}</div>}
              </td>
            </tr>
          ))}
        </HeadedTable>
      )}
    </section>
  );
}
