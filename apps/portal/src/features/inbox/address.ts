/** Where the first rows of the list come from: asked for before the list's own scripts are here. */
export const INBOX = '/viec';
export const PAGE = 50;
export const TABS = ['mine', 'unit', 'to-claim', 'done'] as const;
export const CLOCKS = ['late', 'near', 'in-time', 'paused'] as const;

/** As the generated client writes the same read (list.ts): an early answer is found by its address. */
export function inboxAddress(search: URLSearchParams): string {
  const tab = TABS.find((each) => each === search.get('tab')) ?? TABS[0];
  const clock = CLOCKS.find((each) => each === search.get('clock'));
  return `/api/inbox?tab=${tab}&limit=${PAGE}${clock ? `&clock=${clock}` : ''}`;
}
