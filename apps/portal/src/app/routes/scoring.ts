/** The yearly scoring: the years, the board, each agency's sheet, the ranking, the criteria sets. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside, only } from './base.ts';

const years = createRoute({
  getParentRoute: () => inside,
  path: '/cham-diem',
  component: lazyRouteComponent(() => import('../../features/scoring/years.tsx'), 'YearsPage'),
});

const board = createRoute({
  getParentRoute: () => inside,
  path: '/cham-diem/$nam',
  component: lazyRouteComponent(() => import('../../features/scoring/board.tsx'), 'BoardPage'),
});

const selfScore = createRoute({
  getParentRoute: () => inside,
  path: '/cham-diem/$nam/tu-cham',
  component: lazyRouteComponent(() => import('../../features/scoring/sheet.tsx'), 'SelfScorePage'),
});

const sheet = createRoute({
  getParentRoute: () => inside,
  path: '/cham-diem/$nam/co-quan/$id',
  component: lazyRouteComponent(() => import('../../features/scoring/sheet.tsx'), 'AgencySheetPage'),
});

const ranking = createRoute({
  getParentRoute: () => inside,
  path: '/cham-diem/$nam/xep-hang',
  component: lazyRouteComponent(() => import('../../features/scoring/ranking.tsx'), 'RankingPage'),
});

const sets = createRoute({
  getParentRoute: () => inside,
  path: '/bo-tieu-chi',
  beforeLoad: only('criteria'),
  component: lazyRouteComponent(() => import('../../features/scoring/sets.tsx'), 'CriteriaSetsPage'),
});

export const scoringRoutes = [years, board, selfScore, sheet, ranking, sets] as const;
