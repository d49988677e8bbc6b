/** The menu of each role, in the order in which a first home is looked for (docs/portal.md §2). */
import type { Session } from '../api-client/types.gen.ts';
import { isAdmin, isAuditor, isCommittee, isOfficer, isReception, isSecretary, leads } from './session.ts';

export type MenuKey =
  | 'inbox'
  | 'receive'
  | 'board'
  | 'workload'
  | 'forecast'
  | 'figures'
  | 'audit'
  | 'ledger'
  | 'scoring'
  | 'criteria'
  | 'users'
  | 'agencies'
  | 'calendar'
  | 'system'
  | 'satisfaction'
  | 'nonconformities'
  | 'systems'
  | 'reviews'
  | 'risks'
  | 'audits'
  | 'training'
  | 'objectives'
  | 'duties'
  | 'documents'
  | 'archives'
  | 'coverage'
  | 'changes'
  | 'procedures'
  | 'comparisons'
  | 'search'
  | 'register'
  | 'notices'
  | 'account';

export interface MenuItem {
  readonly key: MenuKey;
  readonly to: string;
  readonly may: (session: Session) => boolean;
  /** Stands under this heading, beside the others of the same. */
  readonly group?: MenuGroup;
}

export type MenuGroup = 'quality';

const anybody = (): boolean => true;
const scores = (session: Session): boolean => isCommittee(session) || isSecretary(session);
const provesTheLedger = (session: Session): boolean => isAuditor(session) || isAdmin(session);
const followsUp = (session: Session): boolean => isSecretary(session) || supervises(session);
const compares = (session: Session): boolean => isSecretary(session) || isAuditor(session);
const supervises = (session: Session): boolean => leads(session) || isAuditor(session);
const readsFigures = (session: Session): boolean =>
  supervises(session) || isSecretary(session) || isCommittee(session);

export const MENU: readonly MenuItem[] = [
  { key: 'inbox', to: '/viec', may: isOfficer },
  { key: 'receive', to: '/tiep-nhan', may: isReception },
  { key: 'register', to: '/so-theo-doi', may: isOfficer },
  { key: 'board', to: '/thoi-han', may: supervises },
  { key: 'workload', to: '/khoi-luong', may: supervises },
  { key: 'forecast', to: '/du-bao', may: supervises },
  { key: 'figures', to: '/so-lieu', may: readsFigures },
  { key: 'audit', to: '/kiem-tra', may: isAuditor },
  { key: 'ledger', to: '/so-cai', may: provesTheLedger },
  { key: 'scoring', to: '/cham-diem', may: anybody },
  { key: 'criteria', to: '/bo-tieu-chi', may: scores },
  { key: 'users', to: '/quan-tri/nguoi-dung', may: isAdmin },
  { key: 'agencies', to: '/quan-tri/co-quan', may: isAdmin },
  { key: 'calendar', to: '/quan-tri/lich', may: isAdmin },
  { key: 'system', to: '/he-thong', may: isAdmin },
  { key: 'satisfaction', to: '/hai-long', may: anybody },
  { key: 'nonconformities', to: '/khong-phu-hop', may: followsUp },
  { key: 'procedures', to: '/quy-trinh', may: anybody },
  { key: 'systems', to: '/chat-luong/he-thong', may: anybody, group: 'quality' },
  { key: 'documents', to: '/chat-luong/tai-lieu', may: anybody, group: 'quality' },
  { key: 'archives', to: '/chat-luong/ho-so-luu', may: anybody, group: 'quality' },
  { key: 'coverage', to: '/chat-luong/thu-tuc-hanh-chinh', may: anybody, group: 'quality' },
  { key: 'changes', to: '/chat-luong/yeu-cau-thay-doi', may: anybody, group: 'quality' },
  { key: 'duties', to: '/chat-luong/lich', may: anybody, group: 'quality' },
  { key: 'objectives', to: '/chat-luong/muc-tieu', may: anybody, group: 'quality' },
  { key: 'reviews', to: '/chat-luong/xem-xet-lanh-dao', may: anybody, group: 'quality' },
  { key: 'risks', to: '/chat-luong/rui-ro', may: anybody, group: 'quality' },
  { key: 'audits', to: '/chat-luong/danh-gia-noi-bo', may: anybody, group: 'quality' },
  { key: 'training', to: '/chat-luong/dao-tao', may: anybody, group: 'quality' },
  { key: 'comparisons', to: '/doi-chieu', may: compares },
  { key: 'search', to: '/ho-so', may: anybody },
  { key: 'notices', to: '/thong-bao', may: anybody },
  { key: 'account', to: '/toi', may: anybody },
];

const HOMES: readonly (readonly [(session: Session) => boolean, string])[] = [
  [isOfficer, '/viec'],
  [leads, '/thoi-han'],
  [isAuditor, '/kiem-tra'],
  [isSecretary, '/quy-trinh'],
  [isCommittee, '/cham-diem'],
  [isAdmin, '/quan-tri/nguoi-dung'],
];

export const homeOf = (session: Session): string => HOMES.find(([is]) => is(session))?.[1] ?? '/quy-trinh';

export const menuOf = (session: Session): readonly MenuItem[] => MENU.filter(({ may }) => may(session));
