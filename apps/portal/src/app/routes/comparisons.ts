/** Another system's log beside the procedures. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside, oneOf, only, text } from './base.ts';

export const KINDS = ['missing', 'order', 'unfinished', 'role', 'slow', 'foreign'] as const;
export type Kind = (typeof KINDS)[number];

export interface ComparisonSearch {
  part?: number;
  kind?: Kind;
  at?: string;
  unit?: string;
  /** Which kind the units are shown by. */
  by?: Kind;
}

const list = createRoute({
  getParentRoute: () => inside,
  path: '/doi-chieu',
  beforeLoad: only('comparisons'),
  component: lazyRouteComponent(() => import('../../features/comparisons/list.tsx'), 'ComparisonsPage'),
});

const fresh = createRoute({
  getParentRoute: () => inside,
  path: '/doi-chieu/moi',
  beforeLoad: only('comparisons'),
  component: lazyRouteComponent(() => import('../../features/comparisons/new.tsx'), 'NewComparisonPage'),
});

const one = createRoute({
  getParentRoute: () => inside,
  path: '/doi-chieu/$id',
  beforeLoad: only('comparisons'),
  validateSearch: (found): ComparisonSearch => {
    const [kind, by] = [oneOf(KINDS, found['kind']), oneOf(KINDS, found['by'])];
    const at = text(found['at']);
    const [part, unit] = [found['part'], found['unit']];
    return {
      ...(typeof part === 'number' && Number.isInteger(part) && part > 0 && { part }),
      ...(kind && { kind }),
      ...(kind && at !== undefined && { at }),
      // Empty: cases whose unit the log does not tell.
      ...(typeof unit === 'string' && { unit }),
      ...(by && { by }),
    };
  },
  component: lazyRouteComponent(() => import('../../features/comparisons/comparison.tsx'), 'ComparisonPage'),
});

export const comparisonRoutes = [list, fresh, one] as const;
