/** The pages of the quality system. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
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

export const qualityRoutes = [satisfaction, risks, risk] as const;
