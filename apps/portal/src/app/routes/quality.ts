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

export const qualityRoutes = [satisfaction] as const;
