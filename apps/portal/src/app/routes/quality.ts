/** The pages of the quality system. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { qualityDetail } from '../../api-client/sdk.gen.ts';
import type { QualityListData } from '../../api-client/types.gen.ts';
import { call } from '../api.ts';
import { KIND_PATHS } from '../quality-paths.ts';
import { inside, oneOf, text } from './base.ts';

export const SATISFACTION_GROUPINGS = ['procedure', 'step', 'month', 'agency'] as const;
export type SatisfactionGrouping = (typeof SATISFACTION_GROUPINGS)[number];
const MONTH = /^\d{4}-\d{2}$/;

const month = (value: unknown): string | undefined => {
  const found = text(value);
  return found && MONTH.test(found) ? found : undefined;
};

const satisfaction = createRoute({
  getParentRoute: () => inside,
  path: '/hai-long',
  validateSearch: (found): { from?: string; to?: string; by?: SatisfactionGrouping } => {
    const [from, to] = [month(found['from']), month(found['to'])];
    const by = oneOf(SATISFACTION_GROUPINGS, found['by']);
    return { ...(from && { from }), ...(to && { to }), ...(by && { by }) };
  },
  component: lazyRouteComponent(
    () => import('../../features/satisfaction/satisfaction.tsx'),
    'SatisfactionPage',
  ),
});

export interface ListSearch {
  /** A state of the kind's records; `all`: in any. */
  tab?: string | undefined;
  agency?: string | undefined;
  mine?: true | undefined;
}

/** Of the list of any kind of record. */
export const listSearch = (found: Record<string, unknown>): ListSearch => {
  const [tab, agency] = [text(found['tab']), text(found['agency'])];
  return { ...(tab && { tab }), ...(agency && { agency }), ...(found['mine'] === true && { mine: true }) };
};

export interface RecordSearch {
  part?: string | undefined;
}

/** Of the page of any record. */
export const recordSearch = (found: Record<string, unknown>): RecordSearch => {
  const part = text(found['part']);
  return part === undefined ? {} : { part };
};

const risks = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/rui-ro',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('../../features/quality/risks/risks.tsx'), 'RisksPage'),
});

const risk = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/rui-ro/$id',
  validateSearch: recordSearch,
  component: lazyRouteComponent(() => import('../../features/quality/risks/risks.tsx'), 'RiskPage'),
});

const objectives = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/muc-tieu',
  validateSearch: listSearch,
  component: lazyRouteComponent(
    () => import('../../features/quality/objectives/objectives.tsx'),
    'ObjectivesPage',
  ),
});

const objective = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/muc-tieu/$id',
  validateSearch: recordSearch,
  component: lazyRouteComponent(
    () => import('../../features/quality/objectives/objectives.tsx'),
    'ObjectivePage',
  ),
});

type Kind = QualityListData['query']['kind'];

export interface CalendarSearch {
  year?: number | undefined;
  agency?: string | undefined;
  /** 1 to 12, with a kind. */
  month?: number | undefined;
  kind?: Kind | undefined;
}

const calendar = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/lich',
  validateSearch: (found): CalendarSearch => {
    const [year, ofMonth] = [Number(found['year']), Number(found['month'])];
    const agency = text(found['agency']);
    const kind = oneOf(Object.keys(KIND_PATHS) as Kind[], found['kind']);
    return {
      ...(year >= 2000 && year <= 2100 && { year }),
      ...(agency && { agency }),
      ...(kind && ofMonth >= 1 && ofMonth <= 12 && { month: ofMonth, kind }),
    };
  },
  component: lazyRouteComponent(
    () => import('../../features/quality/calendar/calendar.tsx'),
    'QualityCalendarPage',
  ),
});

/** A record whose kind is not known yet, as notices and the calendar name it: on to its own page. */
const record = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/ban-ghi/$id',
  beforeLoad: async ({ params: { id } }) => {
    const { kind } = await call(qualityDetail({ path: { id } }));
    // Every kind's page is there, though not every file of routes is known to this one.
    throw redirect({ to: `${KIND_PATHS[kind]}/${id}` as '/', replace: true });
  },
});

export const qualityRoutes = [satisfaction, calendar, objectives, objective, risks, risk, record] as const;
