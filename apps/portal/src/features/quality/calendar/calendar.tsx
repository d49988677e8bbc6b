/** A year of what the quality system owes: months by kinds, a list of the duties, and signs of work done for show. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../app/session.ts';
import type { CalendarSearch } from '../../../app/routes/quality.ts';
import { Notice } from '../../../common/notice.tsx';
import { PageHead } from '../../../common/page.tsx';
import { Empty, Read } from '../../../common/states.tsx';
import { AgencyFilter } from '../shell/index.ts';
import { useDuties } from './data.ts';
import { ForShow } from './for-show.tsx';
import { DutyList } from './list.tsx';
import { Months } from './months.tsx';

const YEARS_BACK = 4;

export function QualityCalendarPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const search: CalendarSearch = useSearch({ strict: false });
  const { year = new Date().getFullYear(), agency = session.agency.id } = search;
  const query = useDuties(year, agency);
  const goTo = (next: CalendarSearch) =>
    void navigate({ to: '/chat-luong/lich', search: { ...search, ...next }, resetScroll: false });
  return (
    <div className="stack">
      <PageHead title={t('qualityCalendar.title')} />
      <p className="second">{t('qualityCalendar.intro')}</p>
      <Filters year={year} agency={agency} onChange={goTo} />
      <ForShow year={year} agency={agency} />
      <Read query={query}>
        {({ duties, more }) =>
          duties.length === 0 ? (
            <Empty>{t('qualityCalendar.empty')}</Empty>
          ) : (
            <>
              {more && <Notice kind="warning" title={t('qualityCalendar.more')} />}
              <Months duties={duties} chosen={search} onChoose={goTo} />
              <DutyList
                duties={duties}
                chosen={search}
                onWhole={() => goTo({ month: undefined, kind: undefined })}
              />
            </>
          )
        }
      </Read>
    </div>
  );
}

function Filters(props: {
  readonly year: number;
  readonly agency: string;
  readonly onChange: (next: CalendarSearch) => void;
}) {
  const { t } = useTranslation();
  const { year, agency, onChange } = props;
  const next = new Date().getFullYear() + 1;
  const years = Array.from({ length: YEARS_BACK + 2 }, (_, back) => next - back);
  return (
    <div className="row">
      <label>
        {t('qualityCalendar.year')}{' '}
        <select
          className="select"
          value={year}
          onChange={({ target }) => onChange({ year: Number(target.value) })}
        >
          {years.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <AgencyFilter agency={agency} onChoose={(chosen) => onChange({ agency: chosen })} />
    </div>
  );
}
