/** The procedures and their editions. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside, oneOf } from './base.ts';

export const EDITION_TABS = ['printed', 'diagram', 'findings'] as const;

const editionNumber = (value: unknown): number | undefined => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
};

const procedures = createRoute({
  getParentRoute: () => inside,
  path: '/quy-trinh',
  component: lazyRouteComponent(() => import('../../features/procedures/list.tsx'), 'ProceduresPage'),
});

const procedure = createRoute({
  getParentRoute: () => inside,
  path: '/quy-trinh/$code',
  validateSearch: (found): { lan?: number; tab?: (typeof EDITION_TABS)[number] } => {
    const lan = editionNumber(found['lan']);
    const tab = oneOf(EDITION_TABS, found['tab']);
    return { ...(lan && { lan }), ...(tab && { tab }) };
  },
  component: lazyRouteComponent(() => import('../../features/procedures/procedure.tsx'), 'ProcedurePage'),
});

const draft = createRoute({
  getParentRoute: () => inside,
  path: '/quy-trinh/$code/soan',
  component: lazyRouteComponent(() => import('../../features/procedures/draft.tsx'), 'DraftPage'),
});

const compare = createRoute({
  getParentRoute: () => inside,
  path: '/quy-trinh/$code/so-sanh',
  validateSearch: (found): { tu?: number; den?: number } => {
    const tu = editionNumber(found['tu']);
    const den = editionNumber(found['den']);
    return { ...(tu && { tu }), ...(den && { den }) };
  },
  component: lazyRouteComponent(() => import('../../features/procedures/compare.tsx'), 'ComparePage'),
});

export const proceduresRoutes = [procedures, procedure, draft, compare] as const;
