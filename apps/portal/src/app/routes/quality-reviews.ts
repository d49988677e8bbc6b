/** The pages of management reviews. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './base.ts';
import { listSearch, recordSearch } from './quality.ts';

const reviews = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/xem-xet-lanh-dao',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('../../features/quality/reviews/reviews.tsx'), 'ReviewsPage'),
});

const review = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/xem-xet-lanh-dao/$id',
  validateSearch: recordSearch,
  component: lazyRouteComponent(() => import('../../features/quality/reviews/reviews.tsx'), 'ReviewPage'),
});

export const reviewRoutes = [reviews, review] as const;
