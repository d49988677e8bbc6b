/** Nonconformities and their corrective action. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { NonconformityCausesCauseData } from '../../api-client/types.gen.ts';
import { inside, oneOf, only, text } from './base.ts';
import { periodIn } from './figures.ts';

export const NC_TABS = ['mine', 'open', 'late', 'verifying', 'closed', 'dismissed'] as const;
export const NC_PARTS = ['dossiers', 'cause', 'effect', 'history'] as const;

export const CAUSE_TABS = ['unrecorded', 'habits', 'all'] as const;

export interface CausesSearch {
  tab?: (typeof CAUSE_TABS)[number];
  /** The period, as of figures. */
  ky?: string;
  agency?: string;
}

export interface CauseSearch {
  agency: string;
  policy: NonconformityCausesCauseData['query']['policy'];
  procedure: string;
  /** Empty: about dossiers as a whole. */
  step: string;
  /** Whose habit it is. */
  officer?: string;
  ky?: string;
  /** What records have gathered already, too. */
  all?: true;
}

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

const causes = createRoute({
  getParentRoute: () => inside,
  path: '/khong-phu-hop/nguyen-nhan',
  beforeLoad: only('nonconformities'),
  validateSearch: (found): CausesSearch => {
    const [tab, agency] = [oneOf(CAUSE_TABS, found['tab']), text(found['agency'])];
    return { ...periodIn(found), ...(tab && { tab }), ...(agency !== undefined && { agency }) };
  },
  component: lazyRouteComponent(() => import('../../features/nonconformities/causes.tsx'), 'CausesPage'),
});

const cause = createRoute({
  getParentRoute: () => inside,
  path: '/khong-phu-hop/nguyen-nhan/chi-tiet',
  beforeLoad: only('nonconformities'),
  validateSearch: (found): CauseSearch => {
    const officer = text(found['officer']);
    return {
      agency: text(found['agency']) ?? '',
      policy: (text(found['policy']) ?? '') as CauseSearch['policy'],
      procedure: text(found['procedure']) ?? '',
      step: text(found['step']) ?? '',
      ...periodIn(found),
      ...(officer !== undefined && { officer }),
      ...(found['all'] === true && { all: true as const }),
    };
  },
  component: lazyRouteComponent(() => import('../../features/nonconformities/cause-page.tsx'), 'CausePage'),
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

export const nonconformityRoutes = [list, settings, causes, cause, one] as const;
