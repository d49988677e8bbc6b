/** The officer's pages, and a dossier's, which every role opens. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { CLOCKS, INBOX, TABS } from '../../features/inbox/address.ts';
import { inside, oneOf, only } from './base.ts';

export const DOSSIER_TABS = ['work', 'documents', 'timeline', 'procedure'] as const;

const inbox = createRoute({
  getParentRoute: () => inside,
  path: INBOX,
  staticData: { light: true },
  beforeLoad: only('inbox'),
  validateSearch: (search): { tab?: (typeof TABS)[number]; clock?: (typeof CLOCKS)[number] } => {
    const tab = oneOf(TABS, search['tab']);
    const clock = oneOf(CLOCKS, search['clock']);
    return { ...(tab && { tab }), ...(clock && { clock }) };
  },
  component: lazyRouteComponent(() => import('../../features/inbox/inbox.tsx'), 'InboxPage'),
});

const receive = createRoute({
  getParentRoute: () => inside,
  path: '/tiep-nhan',
  beforeLoad: only('receive'),
  component: lazyRouteComponent(() => import('../../features/receive/receive.tsx'), 'ReceivePage'),
});

const register = createRoute({
  getParentRoute: () => inside,
  path: '/so-theo-doi',
  beforeLoad: only('register'),
  component: lazyRouteComponent(() => import('../../features/register/register.tsx'), 'RegisterPage'),
});

const search = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so',
  component: lazyRouteComponent(() => import('../../features/search/search.tsx'), 'SearchPage'),
});

const dossier = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so/$id',
  validateSearch: (found): { tab?: (typeof DOSSIER_TABS)[number] } => {
    const tab = oneOf(DOSSIER_TABS, found['tab']);
    return tab ? { tab } : {};
  },
  component: lazyRouteComponent(() => import('../../features/dossier/dossier.tsx'), 'DossierPage'),
});

export const workRoutes = [inbox, receive, register, search, dossier] as const;
