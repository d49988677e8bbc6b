/** The addresses (docs/portal.md §2). Filters, tabs and groupings live in the query; each page is fetched when gone to. */
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Loading } from '../common/states.tsx';
import { homeOf } from './navigation.ts';
import { queryClient } from './query.ts';
import { Forbidden } from './route-states.tsx';
import { adminRoutes } from './routes/admin.ts';
import { auditRoutes } from './routes/audit.ts';
import { inside, root, text } from './routes/base.ts';
import { comparisonRoutes } from './routes/comparisons.ts';
import { figuresRoutes } from './routes/figures.ts';
import { nonconformityRoutes } from './routes/nonconformities.ts';
import { proceduresRoutes } from './routes/procedures.ts';
import { internalAuditRoutes } from './routes/quality-audits.ts';
import { qmsRoutes } from './routes/qms.ts';
import { qualityRoutes } from './routes/quality.ts';
import { reviewRoutes } from './routes/quality-reviews.ts';
import { documentRoutes } from './routes/quality-documents.ts';
import { scoringRoutes } from './routes/scoring.ts';
import { sessionRoutes } from './routes/session.ts';
import { superviseRoutes } from './routes/supervise.ts';
import { workRoutes } from './routes/work.ts';

const logIn = createRoute({
  getParentRoute: () => root,
  path: '/dang-nhap',
  validateSearch: (search): { den?: string } => {
    const den = text(search['den']);
    return den?.startsWith('/') && !den.startsWith('//') ? { den } : {};
  },
  component: lazyRouteComponent(() => import('../features/session/log-in.tsx'), 'LogIn'),
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: homeOf(context.session), replace: true });
  },
});

const routeTree = root.addChildren([
  logIn,
  inside.addChildren([
    home,
    ...workRoutes,
    ...superviseRoutes,
    ...figuresRoutes,
    ...auditRoutes,
    ...nonconformityRoutes,
    ...proceduresRoutes,
    ...comparisonRoutes,
    ...qmsRoutes,
    ...qualityRoutes,
    ...reviewRoutes,
    ...internalAuditRoutes,
    ...documentRoutes,
    ...scoringRoutes,
    ...adminRoutes,
    ...sessionRoutes,
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
