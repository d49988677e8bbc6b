/** What the pages of figures ask for, from what stands in their address. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { figuresReport, figuresSpread, figuresSteps, figuresTrend } from '../../api-client/sdk.gen.ts';
import type { FigureCell, StepReport } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import type { FiguresSearch } from '../../app/routes/figures.ts';
import { startOfDay } from '../../common/formats.ts';
import { spanOf, thisYear } from './period.ts';

export type Grouping = NonNullable<FiguresSearch['by']>;
export type StepRow = StepReport['steps'][number];

const A_DAY_MS = 86_400_000;
/** A date means its end. */
const endOfDay = (day: string): string => new Date(Date.parse(startOfDay(day)) + A_DAY_MS).toISOString();

const PLACES = ['agency', 'unit', 'officer', 'field', 'procedure', 'edition', 'channel'] as const;

/** The period, the reading and the place, as the API takes them. */
export function askedOf(search: FiguresSearch) {
  const { ky = thisYear(), asOf, reading } = search;
  const places = Object.fromEntries(
    PLACES.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])),
  ) as Pick<FiguresSearch, (typeof PLACES)[number]>;
  return {
    ...places,
    ...spanOf(ky),
    ...(asOf !== undefined && { asOf: endOfDay(asOf) }),
    reading: reading ?? ('promised' as const),
  };
}

const common = { placeholderData: keepPreviousData } as const;

export function useReport(search: FiguresSearch, by: Grouping) {
  const query = { ...askedOf(search), by };
  return useQuery({
    queryKey: ['figures', 'report', query],
    queryFn: () => call(figuresReport({ query })),
    ...common,
  });
}

export function useTrend(search: FiguresSearch) {
  const query = askedOf(search);
  return useQuery({
    queryKey: ['figures', 'trend', query],
    queryFn: () => call(figuresTrend({ query })),
    ...common,
  });
}

/** Steps know no reading: each has one time of its own; and no channel. They end with the day asked for. */
export function stepsAsked(search: FiguresSearch) {
  const { reading: _reading, channel: _channel, ...query } = askedOf(search);
  return query;
}

export function useSteps(search: FiguresSearch, byMonth: boolean) {
  const query = { ...stepsAsked(search), byMonth: byMonth ? 'true' : 'false' };
  return useQuery({
    queryKey: ['figures', 'steps', query],
    queryFn: () => call(figuresSteps({ query })),
    ...common,
  });
}

export function useSpread(search: FiguresSearch, procedure: string | undefined) {
  const query = { ...stepsAsked(search), procedure: procedure ?? '' };
  return useQuery({
    queryKey: ['figures', 'spread', query],
    queryFn: () => call(figuresSpread({ query })),
    enabled: procedure !== undefined,
    ...common,
  });
}

/** Of those done with an appointment; null when there are none. */
export const lateShare = ({ early, onTime, late }: Pick<FigureCell, 'early' | 'onTime' | 'late'>) => {
  const timed = early + onTime + late;
  return timed === 0 ? null : late / timed;
};
