/** The open dossiers most likely to be late, what that rests on, and how such forecasts did. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { forecastCheck, forecastForecast } from '../../api-client/sdk.gen.ts';
import type { ForecastList } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { byTheMinute } from '../../app/live.ts';
import { number, shortMoment, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { hours, percent } from './words.ts';

const MOST = 20;
type Row = ForecastList['rows'][number];

export function Likeliest() {
  const { t } = useTranslation();
  const list = useQuery({
    queryKey: ['forecast', 'list'],
    queryFn: () => call(forecastForecast({ query: { limit: MOST } })),
    refetchInterval: byTheMinute,
  });
  return (
    <section className="stack" style={{ gap: 8 }} aria-labelledby="likeliest">
      <h2 id="likeliest">{t('figures.likeliest')}</h2>
      <Read query={list}>
        {({ rows, total, expected }) =>
          rows.length === 0 ? (
            <Empty>{t('figures.noForecast')}</Empty>
          ) : (
            <>
              <p className="second">
                {t('figures.expected', { expected: number(expected, 1), total: number(total) })} <Checked />
              </p>
              <Rows rows={rows} />
              <Calibration />
            </>
          )
        }
      </Read>
    </section>
  );
}

const score = (value: number): string => number(value, 4);

const useForecastCheck = () =>
  useQuery({ queryKey: ['forecast', 'check'], queryFn: () => call(forecastCheck()) }).data?.check;

/** How forecasts did in months held out, in a sentence. */
function Checked() {
  const { t } = useTranslation();
  const check = useForecastCheck();
  if (!check) return null;
  const { months, brier, brierOfBase } = check;
  return (
    <>{t('figures.checked', { months: months.length, brier: score(brier), base: score(brierOfBase) })}</>
  );
}

/** What was said, and what came of it, tenth by tenth: of forecasts over months that had not been seen. */
function Calibration() {
  const { t } = useTranslation();
  const check = useForecastCheck();
  if (!check) return null;
  const { bands, n, dossiers, months, atReceipt } = check;
  return (
    <details>
      <summary>{t('figures.calibration')}</summary>
      <p className="second">
        {t('figures.calibrationOf', {
          n: number(n),
          dossiers: number(dossiers),
          months: months.length,
          brier: score(atReceipt.brier),
          base: score(atReceipt.brierOfBase),
        })}
      </p>
      <HeadedTable
        label={t('figures.calibration')}
        heads={(['said', 'forecasts', 'meant', 'came'] as const).map((name) => ({
          text: t(`figures.band.${name}`),
          className: name === 'said' ? undefined : 'num',
        }))}
      >
        {bands.map((band) => (
          <tr key={band.from}>
            <th scope="row" style={{ fontWeight: 400 }}>
              {percent(band.from, 0)}–{percent(band.to, 0)}
            </th>
            <td className="num">{number(band.n)}</td>
            <td className="num">{percent(band.n === 0 ? null : band.forecast, 1)}</td>
            <td className="num">{percent(band.n === 0 ? null : band.late, 1)}</td>
          </tr>
        ))}
      </HeadedTable>
    </details>
  );
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation();
  return (
    <HeadedTable
      labelledBy="likeliest"
      heads={[
        num(t('figures.chance')),
        t('figures.column.dossier'),
        t('figures.column.step'),
        t('figures.column.officer'),
        t('figures.column.due'),
        t('figures.ahead'),
      ]}
    >
      {rows.map((row) => (
        <tr key={row.dossier}>
          <td className="num">{percent(row.chance, 1)}</td>
          <td>
            <Link to="/ho-so/$id" params={{ id: row.dossier }} className="code" data-row-link>
              {row.code}
            </Link>
          </td>
          <td>
            {row.step.no} {row.step.content}
          </td>
          <td>{row.officer?.name ?? UNKNOWN}</td>
          <td className="nowrap">{shortMoment(row.dueAt)}</td>
          <td>
            <details>
              <summary>{t('figures.chanceWhy', { n: number(row.n) })}</summary>
              <Ahead row={row} />
            </details>
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}

function Ahead({ row: { outlook } }: { readonly row: Row }) {
  const { t } = useTranslation();
  return (
    <ul>
      {(outlook?.ahead ?? []).map(({ step, content, n, minutes }) => (
        <li key={step}>
          {t('figures.aheadStep', {
            step: `${step} ${content}`,
            p50: number(hours(minutes.p50), 1),
            p90: number(hours(minutes.p90), 1),
            n: number(n),
          })}
        </li>
      ))}
    </ul>
  );
}
