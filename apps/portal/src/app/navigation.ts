/** The menu of each role, in the order in which a first home is looked for (docs/portal.md §2). */
import type { Session } from '../api-client/types.gen.ts';
import { isAuditor, isCommittee, isOfficer, isReception, isSecretary, leads } from './session.ts';

export type MenuKey =
  | 'inbox'
  | 'receive'
  | 'board'
  | 'workload'
  | 'forecast'
  | 'figures'
  | 'audit'
  | 'procedures'
  | 'search'
  | 'register'
  | 'notices'
  | 'account';

export interface MenuItem {
  readonly key: MenuKey;
  readonly to: string;
  readonly may: (session: Session) => boolean;
}

const anybody = (): boolean => true;
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
  { key: 'procedures', to: '/quy-trinh', may: anybody },
  { key: 'search', to: '/ho-so', may: anybody },
  { key: 'notices', to: '/thong-bao', may: anybody },
  { key: 'account', to: '/toi', may: anybody },
];

const HOMES: readonly (readonly [(session: Session) => boolean, string])[] = [
  [isOfficer, '/viec'],
  [leads, '/thoi-han'],
  [isAuditor, '/kiem-tra'],
  [isSecretary, '/quy-trinh'],
];

export const homeOf = (session: Session): string => HOMES.find(([is]) => is(session))?.[1] ?? '/quy-trinh';

export const menuOf = (session: Session): readonly MenuItem[] => MENU.filter(({ may }) => may(session));
