/** Begins before the portal's scripts are here: asks for what the first page will want while they come. */
import './app/base.css';
import { askEarly } from './app/early.ts';
import { INBOX, inboxAddress } from './features/inbox/address.ts';

const { pathname, search } = location;
askEarly('/api/session');
if (pathname === INBOX) {
  askEarly(inboxAddress(new URLSearchParams(search)));
  void import('./features/inbox/inbox.tsx');
}
void import('./start.tsx');
