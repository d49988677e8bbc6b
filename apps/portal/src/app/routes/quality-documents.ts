/** The pages of documents, changes and the catalogue of administrative procedures. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside, text } from './base.ts';
import { listSearch, recordSearch } from './quality.ts';

export interface CoverageSearch {
  agency?: string | undefined;
}

const documents = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/tai-lieu',
  validateSearch: listSearch,
  component: lazyRouteComponent(
    () => import('../../features/quality/documents/documents.tsx'),
    'DocumentsPage',
  ),
});

const document = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/tai-lieu/$id',
  validateSearch: recordSearch,
  component: lazyRouteComponent(
    () => import('../../features/quality/documents/documents.tsx'),
    'DocumentPage',
  ),
});

const archives = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/ho-so-luu',
  validateSearch: listSearch,
  component: lazyRouteComponent(
    () => import('../../features/quality/documents/archives.tsx'),
    'ArchivesPage',
  ),
});

const archive = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/ho-so-luu/$id',
  validateSearch: recordSearch,
  component: lazyRouteComponent(() => import('../../features/quality/documents/archives.tsx'), 'ArchivePage'),
});

const changes = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/yeu-cau-thay-doi',
  validateSearch: listSearch,
  component: lazyRouteComponent(
    () => import('../../features/quality/change-requests/change-requests.tsx'),
    'ChangeRequestsPage',
  ),
});

const change = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/yeu-cau-thay-doi/$id',
  validateSearch: recordSearch,
  component: lazyRouteComponent(
    () => import('../../features/quality/change-requests/change-requests.tsx'),
    'ChangeRequestPage',
  ),
});

const laws = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/thay-doi-phap-luat',
  validateSearch: listSearch,
  component: lazyRouteComponent(
    () => import('../../features/quality/change-requests/law-changes.tsx'),
    'LawChangesPage',
  ),
});

const law = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/thay-doi-phap-luat/$id',
  validateSearch: recordSearch,
  component: lazyRouteComponent(
    () => import('../../features/quality/change-requests/law-changes.tsx'),
    'LawChangePage',
  ),
});

const coverage = createRoute({
  getParentRoute: () => inside,
  path: '/chat-luong/thu-tuc-hanh-chinh',
  validateSearch: (found): CoverageSearch => {
    const agency = text(found['agency']);
    return agency === undefined ? {} : { agency };
  },
  component: lazyRouteComponent(() => import('../../features/quality/coverage/coverage.tsx'), 'CoveragePage'),
});

export const documentRoutes = [
  documents,
  document,
  archives,
  archive,
  changes,
  change,
  laws,
  law,
  coverage,
] as const;
