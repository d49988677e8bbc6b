/** Which step, when; and where time goes. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useProcedureTitles } from '../../app/reference.ts';
import type { FiguresSearch } from '../../app/routes/figures.ts';
import { Read } from '../../common/states.tsx';
import { groupBy, sortedBy } from '../../common/arrays.ts';
import { Bottlenecks } from './bottlenecks.tsx';
import { useSteps, type StepRow } from './data.ts';
import { HeatMap } from './heat-map.tsx';

export function StepCharts({ search }: { readonly search: FiguresSearch }) {
  const { t } = useTranslation();
  const query = useSteps(search, true);
  const titles = useProcedureTitles();
  return (
    <Read query={query}>
      {({ steps }) => <OfProcedure steps={steps} search={search} titles={titles} note={t('figures.worst')} />}
    </Read>
  );
}

/** The one that is asked for, else the one with the most late steps. */
export function worstOf(steps: readonly StepRow[]): string | undefined {
  const late = new Map<string, number>();
  for (const { procedure, late: count } of steps) late.set(procedure, (late.get(procedure) ?? 0) + count);
  return sortedBy(late, ([, a], [, b]) => b - a)[0]?.[0];
}

function OfProcedure(props: {
  readonly steps: readonly StepRow[];
  readonly search: FiguresSearch;
  readonly titles: ReadonlyMap<string, string>;
  readonly note: string;
}) {
  const { steps, search, titles, note } = props;
  const code = search.procedure ?? worstOf(steps);
  const rows = useMemo(() => mainEdition(steps.filter(({ procedure }) => procedure === code)), [steps, code]);
  if (code === undefined || rows.length === 0) return null;
  const about = `${code} ${titles.get(code) ?? ''}${search.procedure === undefined ? ` (${note})` : ''}`;
  const place = { ...search, procedure: code };
  return (
    <>
      <HeatMap rows={rows} search={place} about={about} />
      <Bottlenecks rows={rows} search={place} about={about} />
    </>
  );
}

const doneOf = (some: readonly StepRow[]): number => some.reduce((sum, row) => sum + row.done, 0);

/** Steps of two editions are not the same steps: the one with the most work is shown. */
function mainEdition(rows: readonly StepRow[]): readonly StepRow[] {
  const byEdition = [...groupBy(rows, ({ edition }) => edition).values()];
  return sortedBy(byEdition, (a, b) => doneOf(b) - doneOf(a))[0] ?? [];
}
