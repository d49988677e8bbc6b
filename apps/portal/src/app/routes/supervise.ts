/** The supervisor's pages. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside, oneOf, only, text } from './base.ts';

export const GROUPINGS = ['unit', 'officer', 'procedure', 'step'] as const;
const HOURS = ['24', '48', '168'] as const;

const board = createRoute({
  getParentRoute: () => inside,
  path: '/thoi-han',
  beforeLoad: only('board'),
  validateSearch: (
    found,
  ): { by?: (typeof GROUPINGS)[number]; group?: string; hours?: (typeof HOURS)[number] } => {
    const by = oneOf(GROUPINGS, found['by']);
    const group = text(found['group']);
    const hours = oneOf(HOURS, `${Number(found['hours'])}`);
    return { ...(by && { by }), ...(group && { group }), ...(hours && { hours }) };
  },
  component: lazyRouteComponent(() => import('../../features/board/board.tsx'), 'BoardPage'),
});

const workload = createRoute({
  getParentRoute: () => inside,
  path: '/khoi-luong',
  beforeLoad: only('workload'),
  component: lazyRouteComponent(() => import('../../features/board/workload.tsx'), 'WorkloadPage'),
});

const forecast = createRoute({
  getParentRoute: () => inside,
  path: '/du-bao',
  beforeLoad: only('forecast'),
  component: lazyRouteComponent(() => import('../../features/board/forecast.tsx'), 'ForecastPage'),
});

export const superviseRoutes = [board, workload, forecast] as const;
