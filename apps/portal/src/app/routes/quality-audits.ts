/** The pages of audits, their programmes, and of training. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './base.ts';
import { listSearch, recordSearch } from './quality.ts';

const programmes = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/chuong-trinh-danh-gia',
  validateSearch: listSearch,
  component: lazyRouteComponent(
    () => import('../../features/quality/audits/programmes.tsx'),
    'ProgrammesPage',
  ),
});

const programme = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/chuong-trinh-danh-gia/$id',
  validateSearch: recordSearch,
  component: lazyRouteComponent(
    () => import('../../features/quality/audits/programmes.tsx'),
    'ProgrammePage',
  ),
});

const audits = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/danh-gia-noi-bo',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('../../features/quality/audits/audits.tsx'), 'AuditsPage'),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/danh-gia-noi-bo/$id',
  validateSearch: recordSearch,
  component: lazyRouteComponent(() => import('../../features/quality/audits/audits.tsx'), 'AuditPage'),
});

const trainings = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/dao-tao',
  validateSearch: listSearch,
  component: lazyRouteComponent(
    () => import('../../features/quality/training/training.tsx'),
    'TrainingsPage',
  ),
});

const training = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/dao-tao/$id',
  validateSearch: recordSearch,
  component: lazyRouteComponent(() => import('../../features/quality/training/training.tsx'), 'TrainingPage'),
});

export const internalAuditRoutes = [programmes, programme, audits, audit, trainings, training] as const;
