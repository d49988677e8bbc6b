/** The person's own pages. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './base.ts';

const notices = createRoute({
  getParentRoute: () => inside,
  path: '/thong-bao',
  component: lazyRouteComponent(() => import('../../features/notices/notices.tsx'), 'NoticesPage'),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/toi',
  component: lazyRouteComponent(() => import('../../features/session/account.tsx'), 'AccountPage'),
});

export const sessionRoutes = [notices, account] as const;
