/** The auditor's pages. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside, oneOf, only, text } from './base.ts';

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/kiem-tra',
  beforeLoad: only('audit'),
  component: lazyRouteComponent(() => import('../../features/audit/audit.tsx'), 'AuditPage'),
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
  component: lazyRouteComponent(() => import('../../features/audit/replay.tsx'), 'ReplayPage'),
});

const ledger = createRoute({
  getParentRoute: () => inside,
  path: '/so-cai',
  beforeLoad: only('ledger'),
  component: lazyRouteComponent(() => import('../../features/ledger/ledger.tsx'), 'LedgerPage'),
});

export const auditRoutes = [audit, replay, ledger] as const;
