/** Nonconformities and their corrective action. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside, oneOf, text } from './base.ts';

export const NC_TABS = ['mine', 'open', 'late', 'verifying', 'closed', 'dismissed'] as const;
export const NC_PARTS = ['dossiers', 'cause', 'effect', 'history'] as const;

const list = createRoute({
  getParentRoute: () => inside,
  path: '/khong-phu-hop',
  validateSearch: (found): { tab?: (typeof NC_TABS)[number] } => {
    const tab = oneOf(NC_TABS, found['tab']);
    return tab ? { tab } : {};
  },
  component: lazyRouteComponent(
    () => import('../../features/nonconformities/list.tsx'),
    'NonconformitiesPage',
  ),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/khong-phu-hop/thiet-lap',
  validateSearch: (found): { agency?: string } => {
    const agency = text(found['agency']);
    return agency === undefined ? {} : { agency };
  },
  component: lazyRouteComponent(
    () => import('../../features/nonconformities/settings.tsx'),
    'NonconformitySettingsPage',
  ),
});

/** Whoever is told of one comes here, whatever their menu. */
const one = createRoute({
  getParentRoute: () => inside,
  path: '/khong-phu-hop/$id',
  validateSearch: (found): { part?: (typeof NC_PARTS)[number] } => {
    const part = oneOf(NC_PARTS, found['part']);
    return part ? { part } : {};
  },
  component: lazyRouteComponent(
    () => import('../../features/nonconformities/nonconformity.tsx'),
    'NonconformityPage',
  ),
});

export const nonconformityRoutes = [list, settings, one] as const;
