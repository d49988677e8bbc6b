/** How widely a step's time is spread: from the quickest tenth to the slowest, with the time allowed as a line. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepSpread } from '../../api-client/types.gen.ts';
import { useProcedureTitles } from '../../app/reference.ts';
import type { FiguresSearch } from '../../app/routes/figures.ts';
import { COLOUR, FILL } from '../../app/theme.ts';
import { number, UNKNOWN } from '../../common/formats.ts';
import { sortedBy } from '../../common/arrays.ts';
import { Read } from '../../common/states.tsx';
import { Card } from './card.tsx';
import { useSpread, useSteps } from './data.ts';
import { byStep } from './step-words.ts';
import { worstOf } from './steps.tsx';
import { hours } from './words.ts';

const ROW_HEIGHT = 34;
const FRAME_HEIGHT = 84;
type Row = StepSpread['steps'][number];

export function Spread({ search }: { readonly search: FiguresSearch }) {
  const steps = useSteps(search, true);
  const procedure = search.procedure ?? (steps.data && worstOf(steps.data.steps));
  const query = useSpread(search, procedure);
  const title = useProcedureTitles().get(procedure ?? '') ?? '';
  if (procedure === undefined) return null;
  return (
    <Read query={query}>
      {({ steps: rows }) =>
        rows.length === 0 ? null : <Boxes rows={rows} about={`${procedure} ${title}`} />
      }
    </Read>
  );
}

function Boxes({ rows: given, about }: { readonly rows: readonly Row[]; readonly about: string }) {
  const { t } = useTranslation();
  const rows = useMemo(() => sortedBy(given, (a, b) => byStep(a.step, b.step)), [given]);
  const option = useMemo(
    () => ({
      grid: { left: 56, right: 40, top: 36, bottom: 28 },
      legend: { type: 'scroll', top: 0, left: 0, right: 0 },
      tooltip: { show: false },
      xAxis: { type: 'value', min: 0, name: t('figures.hours'), nameLocation: 'end' },
      yAxis: { type: 'category', inverse: true, data: rows.map(({ step }) => step) },
      series: [
        {
          type: 'boxplot',
          name: t('figures.spreadBox'),
          boxWidth: [8, 18],
          itemStyle: { color: '#D9E9F5', borderColor: FILL.own, borderWidth: 2 },
          data: rows.map(({ p10, p50, p90 }) => [p10, p10, p50, p90, p90].map(hours)),
        },
        {
          type: 'scatter',
          name: t('figures.column.allowed'),
          symbol: 'rect',
          symbolSize: [3, 24],
          itemStyle: { color: COLOUR.late },
          data: rows.map(({ allowedMinutes }) => (allowedMinutes === null ? null : hours(allowedMinutes))),
        },
      ],
    }),
    [rows, t],
  );
  const sentence = t('figures.spreadSentence', {
    about,
    steps: rows
      .map(({ step, p50, p90 }) => `${step}: ${number(hours(p50), 1)}; ${number(hours(p90), 1)}`)
      .join('. '),
  });
  return (
    <Card
      title={t('figures.spread')}
      note={about}
      chart={{ option, sentence, height: rows.length * ROW_HEIGHT + FRAME_HEIGHT }}
      head={['step', 'runs', 'p10', 'p50', 'p90', 'allowed'].map((name) =>
        t(`figures.column.${name as 'p10'}`),
      )}
      rows={rows.map(({ step, n, p10, p50, p90, allowedMinutes }) => ({
        key: step,
        cells: [
          step,
          number(n),
          ...[p10, p50, p90].map((minutes) => number(hours(minutes), 1)),
          allowedMinutes === null ? UNKNOWN : number(hours(allowedMinutes), 1),
        ],
      }))}
    />
  );
}
