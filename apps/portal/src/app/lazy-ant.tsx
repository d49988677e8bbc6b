/** Ant Design comes with the first page that is made of it: a light page (a list, the log-in's way there) needs none. */
import { lazy } from 'react';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Made of plain elements alone, so that it stands at once on an old computer. */
    readonly light?: boolean;
  }
}

export const loadAnt = () => import('./ant-shell.tsx').then(({ AntShell }) => ({ default: AntShell }));

export const LazyAnt = lazy(loadAnt);
