/** The addresses (docs/portal.md §2). Filters, tabs and groupings live in the query; each page is fetched when gone to. */
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import type { Session } from '../api-client/types.gen.ts';
import { Loading } from '../common/states.tsx';
import { isSessionLost, Problem } from './api.ts';
import { Layout } from './layout.tsx';
import { homeOf, MENU } from './navigation.ts';
import type { MenuKey } from './navigation.ts';
import { Forbidden, NotFound, RouteFailed } from './route-states.tsx';
import { queryClient } from './query.ts';
import { sessionQuery } from './session.ts';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((each) => each === value);

const logIn = createRoute({
  getParentRoute: () => root,
  path: '/dang-nhap',
  validateSearch: (search): { den?: string } => {
    const den = text(search['den']);
    return den?.startsWith('/') && !den.startsWith('//') ? { den } : {};
  },
  component: lazyRouteComponent(() => import('../features/session/log-in.tsx'), 'LogIn'),
});

/** Every page inside asks who is there first; nobody: to the log-in and back. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    try {
      return { session: await context.queryClient.ensureQueryData(sessionQuery) };
    } catch (error) {
      if (isSessionLost(error)) throw redirect({ to: '/dang-nhap', search: { den: location.href } });
      throw error;
    }
  },
  component: Layout,
  errorComponent: RouteFailed,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: homeOf(context.session), replace: true });
  },
});

/** The menu shows a page to those it is for; others who type its address are told for whom it is. */
function only(key: MenuKey): (options: { context: { session: Session } }) => void {
  const item = MENU.find((each) => each.key === key);
  return ({ context }) => {
    if (item && !item.may(context.session)) throw new Problem(403, 'page', key, '');
  };
}

export const INBOX_TABS = ['mine', 'unit', 'to-claim', 'done'] as const;
export const CLOCKS = ['late', 'near', 'in-time', 'paused'] as const;
export const GROUPINGS = ['unit', 'officer', 'procedure', 'step'] as const;
export const DOSSIER_TABS = ['work', 'documents', 'timeline', 'procedure'] as const;
export const EDITION_TABS = ['printed', 'diagram', 'findings'] as const;
const HOURS = ['24', '48', '168'] as const;

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/viec',
  beforeLoad: only('inbox'),
  validateSearch: (search): { tab?: (typeof INBOX_TABS)[number]; clock?: (typeof CLOCKS)[number] } => {
    const tab = oneOf(INBOX_TABS, search['tab']);
    const clock = oneOf(CLOCKS, search['clock']);
    return { ...(tab && { tab }), ...(clock && { clock }) };
  },
  component: lazyRouteComponent(() => import('../features/inbox/inbox.tsx'), 'InboxPage'),
});

const receive = createRoute({
  getParentRoute: () => inside,
  path: '/tiep-nhan',
  beforeLoad: only('receive'),
  component: lazyRouteComponent(() => import('../features/receive/receive.tsx'), 'ReceivePage'),
});

const search = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so',
  component: lazyRouteComponent(() => import('../features/search/search.tsx'), 'SearchPage'),
});

const dossier = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so/$id',
  validateSearch: (found): { tab?: (typeof DOSSIER_TABS)[number] } => {
    const tab = oneOf(DOSSIER_TABS, found['tab']);
    return tab ? { tab } : {};
  },
  component: lazyRouteComponent(() => import('../features/dossier/dossier.tsx'), 'DossierPage'),
});

const replay = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so/$id/dien-lai',
  validateSearch: (found): { at?: string; b?: string; by?: 'known' | 'stood' } => {
    const at = text(found['at']);
    const b = text(found['b']);
    const by = oneOf(['known', 'stood'], found['by']);
    return { ...(at && { at }), ...(b && { b }), ...(by && { by }) };
  },
  component: lazyRouteComponent(() => import('../features/audit/replay.tsx'), 'ReplayPage'),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/kiem-tra',
  beforeLoad: only('audit'),
  component: lazyRouteComponent(() => import('../features/audit/audit.tsx'), 'AuditPage'),
});

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
  component: lazyRouteComponent(() => import('../features/board/board.tsx'), 'BoardPage'),
});

const workload = createRoute({
  getParentRoute: () => inside,
  path: '/khoi-luong',
  beforeLoad: only('workload'),
  component: lazyRouteComponent(() => import('../features/board/workload.tsx'), 'WorkloadPage'),
});

const forecast = createRoute({
  getParentRoute: () => inside,
  path: '/du-bao',
  beforeLoad: only('forecast'),
  component: lazyRouteComponent(() => import('../features/board/forecast.tsx'), 'ForecastPage'),
});

const procedures = createRoute({
  getParentRoute: () => inside,
  path: '/quy-trinh',
  component: lazyRouteComponent(() => import('../features/procedures/list.tsx'), 'ProceduresPage'),
});

const editionNumber = (value: unknown): number | undefined => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
};

const procedure = createRoute({
  getParentRoute: () => inside,
  path: '/quy-trinh/$code',
  validateSearch: (found): { lan?: number; tab?: (typeof EDITION_TABS)[number] } => {
    const lan = editionNumber(found['lan']);
    const tab = oneOf(EDITION_TABS, found['tab']);
    return { ...(lan && { lan }), ...(tab && { tab }) };
  },
  component: lazyRouteComponent(() => import('../features/procedures/procedure.tsx'), 'ProcedurePage'),
});

const draft = createRoute({
  getParentRoute: () => inside,
  path: '/quy-trinh/$code/soan',
  component: lazyRouteComponent(() => import('../features/procedures/draft.tsx'), 'DraftPage'),
});

const compare = createRoute({
  getParentRoute: () => inside,
  path: '/quy-trinh/$code/so-sanh',
  validateSearch: (found): { tu?: number; den?: number } => {
    const tu = editionNumber(found['tu']);
    const den = editionNumber(found['den']);
    return { ...(tu && { tu }), ...(den && { den }) };
  },
  component: lazyRouteComponent(() => import('../features/procedures/compare.tsx'), 'ComparePage'),
});

const notices = createRoute({
  getParentRoute: () => inside,
  path: '/thong-bao',
  component: lazyRouteComponent(() => import('../features/notices/notices.tsx'), 'NoticesPage'),
});

const register = createRoute({
  getParentRoute: () => inside,
  path: '/so-theo-doi',
  beforeLoad: only('register'),
  component: lazyRouteComponent(() => import('../features/register/register.tsx'), 'RegisterPage'),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/toi',
  component: lazyRouteComponent(() => import('../features/session/account.tsx'), 'AccountPage'),
});

const routeTree = root.addChildren([
  logIn,
  inside.addChildren([
    home,
    inbox,
    receive,
    search,
    dossier,
    replay,
    audit,
    board,
    workload,
    forecast,
    procedures,
    procedure,
    draft,
    compare,
    account,
    notices,
    register,
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: Forbidden,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** What was typed in the header's search: a name must not stand in an address. */
    searchFor?: string;
  }
}
