/** The agencies' quality management systems: how far each has come, and its record. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside, text } from './base.ts';

const systems = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/he-thong',
  validateSearch: (found): { stage?: string } => {
    const stage = text(found['stage']);
    return stage === undefined ? {} : { stage };
  },
  component: lazyRouteComponent(() => import('../../features/qms/systems.tsx'), 'SystemsPage'),
});

const system = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/he-thong/$agency',
  component: lazyRouteComponent(() => import('../../features/qms/system.tsx'), 'SystemPage'),
});

export const qmsRoutes = [systems, system] as const;
