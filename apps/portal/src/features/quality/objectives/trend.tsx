/** How the objective goes, month by month, against its target and against its course. */
import { useMemo } from 'react';
import { COLOUR, FILL } from '../../../app/theme.ts';
import { number, UNKNOWN } from '../../../common/formats.ts';
import { Card } from '../../figures/card.tsx';
import { StateTag, type Words } from '../shell/index.ts';
import { monthName, valueOf, type Objective } from './words.ts';

const HEIGHT = 300;
const DIGITS = 2;

export function ObjectiveTrend({
  objective,
  words,
}: {
  readonly objective: Objective;
  readonly words: Words;
}) {
  const { months, unit, target, course } = objective.body;
  const option = useMemo(
    () => ({
      grid: { left: 56, right: 32, top: 28, bottom: 56 },
      legend: { bottom: 0 },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value: number | null) => (value === null ? UNKNOWN : valueOf(value, unit)),
      },
      xAxis: { type: 'category', data: months.map(({ month }) => month.slice(5)) },
      yAxis: { type: 'value', min: 0 },
      series: [
        {
          type: 'line',
          name: words('trend.value'),
          symbolSize: 9,
          itemStyle: { color: FILL.own },
          lineStyle: { color: FILL.own, width: 2 },
          label: { show: true, formatter: ({ value }: { value: number }) => number(value, DIGITS) },
          labelLayout: { hideOverlap: true },
          data: months.map(({ value }) => value),
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { type: 'dashed', color: COLOUR.second },
            label: {
              position: 'insideStartTop',
              formatter: words('trend.target', { value: valueOf(target, unit) }),
            },
            data: [{ yAxis: target }],
          },
        },
        ...(course === 'direct'
          ? []
          : [
              {
                type: 'line',
                name: words('trend.course'),
                symbol: 'none',
                itemStyle: { color: FILL.outside },
                lineStyle: { color: FILL.outside, width: 2, type: 'dotted' },
                data: months.map(({ expected }) => expected),
              },
            ]),
      ],
    }),
    [months, unit, target, course, words],
  );
  const told = months.flatMap(({ month, value }) =>
    value === null ? [] : [`${monthName(month)}: ${valueOf(value, unit)}`],
  );
  return (
    <Card
      title={words('trend.title')}
      note={words(`courseHint.${course}`)}
      chart={{
        option,
        height: HEIGHT,
        sentence: words('trend.sentence', {
          target: valueOf(target, unit),
          months: told.join('; ') || words('trend.none'),
        }),
      }}
      head={(['month', 'value', 'expected', 'state'] as const).map((name) => words(`trend.${name}`))}
      rows={months.map(({ month, value, expected, lacks, measuredOn, onCourse }) => ({
        key: month,
        cells: [
          monthName(month),
          value === null ? UNKNOWN : valueOf(value, unit),
          valueOf(expected, unit),
          onCourse === null ? (
            measuredOn === null ? (
              words('trend.unmeasured')
            ) : (
              lacksOf(lacks, words)
            )
          ) : (
            <StateTag tone={onCourse ? 'done' : 'late'}>
              {words(onCourse ? 'onCourse' : 'offCourse')}
            </StateTag>
          ),
        ],
      }))}
    />
  );
}

const lacksOf = (lacks: string | null, words: Words): string =>
  lacks === 'divided-by-zero' ? words('trend.nothing') : words('trend.lacks', { metric: lacks ?? '' });
