/** Where time goes: whose it was, in hours a run. */
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiguresSearch } from '../../app/routes/figures.ts';
import { FILL } from '../../app/theme.ts';
import { groupBy } from '../../common/arrays.ts';
import { number } from '../../common/formats.ts';
import { Card } from './card.tsx';
import type { StepRow } from './data.ts';
import { stepsOf, timedOf } from './step-words.ts';
import { hours, percent } from './words.ts';

const PARTS = ['own', 'otherAgency', 'applicant', 'outside'] as const;
const ROW_HEIGHT = 34;
const FRAME_HEIGHT = 84;

/** Of the runs that had a time of their own; null: none had. */
const onTimeShare = (late: number, timed: number): number | null => (timed === 0 ? null : 1 - late / timed);

interface BottlenecksProps {
  readonly rows: readonly StepRow[];
  readonly search: FiguresSearch & { readonly procedure: string };
  readonly about: string;
}

export function Bottlenecks({ rows, search, about }: BottlenecksProps) {
  const { t } = useTranslation();
  const steps = useMemo(() => {
    const byStep = groupBy(rows, ({ step }) => step);
    return stepsOf(rows).map(({ step, content }) => {
      const some = byStep.get(step) ?? [];
      const total = (of: (row: StepRow) => number): number => some.reduce((sum, row) => sum + of(row), 0);
      const done = total((row) => row.done);
      const each = (of: (row: StepRow) => number): number => hours(total(of) / Math.max(1, done));
      return {
        step,
        content,
        done,
        onTime: onTimeShare(
          total((row) => row.late),
          total(timedOf),
        ),
        returned: total((row) => row.returned),
        edition: some[0]?.edition ?? 1,
        allowed: each((row) => row.allowedMinutes),
        hours: {
          own: each((row) => row.ownMinutes),
          otherAgency: each((row) => row.otherAgencyMinutes),
          applicant: each((row) => row.applicantMinutes),
          outside: each((row) => row.outsideMinutes),
        },
      };
    });
  }, [rows]);
  const option = useMemo(
    () => ({
      grid: { left: 56, right: 40, top: 36, bottom: 28 },
      legend: { type: 'scroll', top: 0, left: 0, right: 0 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', min: 0, name: t('figures.hours'), nameLocation: 'end' },
      yAxis: { type: 'category', inverse: true, data: steps.map(({ step }) => step) },
      series: PARTS.map((part) => ({
        type: 'bar',
        stack: 'time',
        name: t(`figures.whose.${part}`),
        barMaxWidth: 20,
        itemStyle: { color: FILL[part], borderColor: '#fff', borderWidth: 1 },
        data: steps.map((step) => step.hours[part]),
      })),
    }),
    [steps, t],
  );
  const sentence = t('figures.bottleneckSentence', {
    about,
    steps: steps.map(({ step, hours: spent }) => `${step}: ${number(spent.own, 1)}`).join('; '),
  });
  const { by: _by, ...rest } = search;
  return (
    <Card
      title={t('figures.bottlenecks')}
      note={about}
      chart={{ option, sentence, height: steps.length * ROW_HEIGHT + FRAME_HEIGHT }}
      head={[
        t('figures.column.step'),
        t('figures.column.runs'),
        t('figures.column.rate'),
        t('figures.column.returned'),
        t('figures.column.allowed'),
        ...PARTS.map((part) => t(`figures.whose.${part}`)),
      ]}
      rows={steps.map(({ step, content, done, onTime, returned, edition, allowed, hours: spent }) => ({
        key: step,
        cells: [
          `${step} ${content}`,
          <Link key="n" to="/so-lieu/buoc" search={{ ...rest, step, edition }}>
            {number(done)}
          </Link>,
          percent(onTime),
          number(returned),
          number(allowed, 1),
          ...PARTS.map((part) => number(spent[part], 1)),
        ],
      }))}
    />
  );
}
