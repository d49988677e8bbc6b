/** Steps by kinds of difference, with the time each took; a count leads to its cases. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ComparisonSearch, Kind } from '../../app/routes/comparisons.ts';
import { number } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import type { Part } from './comparison.tsx';
import { daysOf, heatOf, shareOf } from './words.ts';

const OF_STEPS = ['missing', 'order', 'unfinished', 'role', 'slow'] as const satisfies readonly Kind[];

export interface Difference {
  readonly kind: Kind;
  readonly at: string;
}

export function Matrix(props: {
  readonly part: Part;
  readonly chosen: Difference | undefined;
  readonly place: ComparisonSearch;
}) {
  const { t } = useTranslation();
  const { part, chosen, place } = props;
  const countOf = new Map(part.differences.map(({ kind, at, cases }) => [`${kind}:${at}`, cases]));
  const speedOf = new Map(part.speeds.map((speed) => [speed.step, speed]));
  const timed = part.speeds.some((speed) => speed.timed > 0);
  return (
    <section className="panel stack" aria-labelledby="matrix">
      <h2 id="matrix">{t('comparisons.matrix')}</h2>
      <p className="second">
        {t('comparisons.matrixHint')} {!timed && t('comparisons.noTimes')}
      </p>
      <HeadedTable
        labelledBy="matrix"
        heads={[
          t('comparisons.step'),
          ...OF_STEPS.map((kind) => ({
            text: t(`comparisons.kind.${kind}`),
            className: 'num',
            title: t(`comparisons.kindLong.${kind}`),
          })),
          ...(timed ? (['median', 'p90', 'time'] as const).map((name) => num(t(`comparisons.${name}`))) : []),
        ]}
      >
        {part.steps.map(({ no, content }) => {
          const speed = speedOf.get(no);
          return (
            <tr key={no}>
              <th scope="row">
                {no} {content}
              </th>
              {OF_STEPS.map((kind) => (
                <CountCell
                  key={kind}
                  count={countOf.get(`${kind}:${no}`) ?? 0}
                  whole={part.cases}
                  search={{ ...place, kind, at: no }}
                  chosen={chosen?.kind === kind && chosen.at === no}
                />
              ))}
              {timed && (
                <>
                  <td className="num">{daysOf(speed?.median ?? null)}</td>
                  <td className="num">{daysOf(speed?.p90 ?? null)}</td>
                  <td className="num">{daysOf(speed?.time ?? null)}</td>
                </>
              )}
            </tr>
          );
        })}
      </HeadedTable>
    </section>
  );
}

/** Shaded by the share of the cases; grey readers have the share in words. */
export function CountCell(props: {
  readonly count: number;
  readonly whole: number;
  readonly search: ComparisonSearch;
  readonly chosen?: boolean;
}) {
  const { count, whole, search, chosen = false } = props;
  const heat = heatOf(count, whole);
  if (heat === undefined) return <td className="num second">0</td>;
  return (
    <td className="num nowrap" style={{ background: heat.background }}>
      <Link
        to="."
        search={search}
        hash="cases"
        aria-current={chosen ? 'true' : undefined}
        style={{ color: heat.color, fontWeight: chosen ? 600 : 400 }}
      >
        {number(count)} ({shareOf(count, whole)})
      </Link>
    </td>
  );
}
