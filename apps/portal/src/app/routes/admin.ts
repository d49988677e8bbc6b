/** The administrator's pages. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside, only } from './base.ts';

const users = createRoute({
  getParentRoute: () => inside,
  path: '/quan-tri/nguoi-dung',
  beforeLoad: only('users'),
  component: lazyRouteComponent(() => import('../../features/admin/users.tsx'), 'UsersPage'),
});

const person = createRoute({
  getParentRoute: () => inside,
  path: '/quan-tri/nguoi-dung/$id',
  beforeLoad: only('users'),
  component: lazyRouteComponent(() => import('../../features/admin/person.tsx'), 'PersonPage'),
});

const agencies = createRoute({
  getParentRoute: () => inside,
  path: '/quan-tri/co-quan',
  beforeLoad: only('agencies'),
  component: lazyRouteComponent(() => import('../../features/admin/agencies.tsx'), 'AgenciesPage'),
});

const agency = createRoute({
  getParentRoute: () => inside,
  path: '/quan-tri/co-quan/$id',
  beforeLoad: only('agencies'),
  component: lazyRouteComponent(() => import('../../features/admin/agency.tsx'), 'AgencyPage'),
});

const calendar = createRoute({
  getParentRoute: () => inside,
  path: '/quan-tri/lich',
  beforeLoad: only('calendar'),
  component: lazyRouteComponent(() => import('../../features/admin/calendar.tsx'), 'CalendarPage'),
});

const system = createRoute({
  getParentRoute: () => inside,
  path: '/he-thong',
  beforeLoad: only('system'),
  component: lazyRouteComponent(() => import('../../features/admin/system.tsx'), 'SystemPage'),
});

export const adminRoutes = [users, person, agencies, agency, calendar, system] as const;
