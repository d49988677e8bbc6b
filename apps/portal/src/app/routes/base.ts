/** What every page's route stands on: who is there, whom a page is for, and reading of the query. */
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import type { Session } from '../../api-client/types.gen.ts';
import { isSessionLost, Problem } from '../api.ts';
import { Layout } from '../layout.tsx';
import { loadAnt } from '../lazy-ant.tsx';
import { MENU } from '../navigation.ts';
import type { MenuKey } from '../navigation.ts';
import { NotFound, RouteFailed } from '../route-states.tsx';
import { sessionQuery } from '../session.ts';

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

/** A word of the query; empty: none. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((each) => each === value);

/** Every page inside asks who is there first; nobody: to the log-in and back. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location, matches }) => {
    if (!matches.at(-1)?.staticData.light) void loadAnt();
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

/** The menu shows a page to those it is for; others who type its address are told for whom it is. */
export function only(key: MenuKey): (options: { context: { session: Session } }) => void {
  const item = MENU.find((each) => each.key === key);
  return ({ context }) => {
    if (item && !item.may(context.session)) throw new Problem(403, 'page', key, '');
  };
}
