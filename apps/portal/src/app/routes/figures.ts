/** The figures and the lists behind them. Everything that was chosen stands in the address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { FiguresDossiersData } from '../../api-client/types.gen.ts';
import { isPeriod } from '../../features/figures/period.ts';
import { inside, oneOf, only, text } from './base.ts';

export const FIGURE_GROUPS = [
  'agency',
  'unit',
  'officer',
  'field',
  'procedure',
  'edition',
  'channel',
] as const;
export const CHANNELS = ['counter', 'online', 'postal'] as const;
export type Measure = FiguresDossiersData['query']['measure'];

export interface FiguresSearch {
  /** The period: 2026, 2026-Q4, 2026-11. */
  ky?: string;
  agency?: string;
  unit?: string;
  officer?: string;
  field?: string;
  procedure?: string;
  edition?: number;
  channel?: (typeof CHANNELS)[number];
  /** A date: as it stood at its end. */
  asOf?: string;
  reading?: 'recalculated';
  by?: (typeof FIGURE_GROUPS)[number];
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The router reads a year as a number. */
export function periodIn(found: Record<string, unknown>): { ky?: string } {
  const ky = typeof found['ky'] === 'number' ? `${found['ky']}` : found['ky'];
  return isPeriod(ky) ? { ky } : {};
}

function searchOf(found: Record<string, unknown>): FiguresSearch {
  const search: FiguresSearch = periodIn(found);
  for (const name of ['agency', 'field', 'procedure'] as const) {
    const value = text(found[name]);
    if (value !== undefined) search[name] = value;
  }
  // Empty: nobody's yet.
  for (const name of ['unit', 'officer'] as const) {
    const value = found[name];
    if (typeof value === 'string') search[name] = value;
  }
  const edition = Number(found['edition']);
  if (Number.isInteger(edition) && edition > 0) search.edition = edition;
  const channel = oneOf(CHANNELS, found['channel']);
  if (channel) search.channel = channel;
  const asOf = text(found['asOf']);
  if (asOf !== undefined && DAY.test(asOf)) search.asOf = asOf;
  if (found['reading'] === 'recalculated') search.reading = 'recalculated';
  const by = oneOf(FIGURE_GROUPS, found['by']);
  if (by) search.by = by;
  return search;
}

const figures = createRoute({
  getParentRoute: () => inside,
  path: '/so-lieu',
  beforeLoad: only('figures'),
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('../../features/figures/figures.tsx'), 'FiguresPage'),
});

const dossiers = createRoute({
  getParentRoute: () => inside,
  path: '/so-lieu/ho-so',
  beforeLoad: only('figures'),
  validateSearch: (found): FiguresSearch & { measure: Measure } => ({
    ...searchOf(found),
    measure: (text(found['measure']) ?? 'received') as Measure,
  }),
  component: lazyRouteComponent(() => import('../../features/figures/dossiers.tsx'), 'FigureDossiersPage'),
});

const steps = createRoute({
  getParentRoute: () => inside,
  path: '/so-lieu/buoc',
  beforeLoad: only('figures'),
  validateSearch: (found): FiguresSearch & { step: string; edition: number; late?: true } => ({
    ...searchOf(found),
    step: text(found['step']) ?? '',
    edition: Number(found['edition']) || 1,
    ...(found['late'] === true && { late: true as const }),
  }),
  component: lazyRouteComponent(() => import('../../features/figures/step-runs.tsx'), 'StepRunsPage'),
});

export const figuresRoutes = [figures, dossiers, steps] as const;
