/** Where an edition stands in its life: draft → reviewed → approved → in force from a date → superseded. */
import type { LocalDate } from '#libs/calendar';
import type { Edition } from '../types.ts';

interface Written {
  readonly edition: Edition;
  readonly drafter: string;
}

export type EditionState =
  | { readonly status: 'none' }
  | (Written & { readonly status: 'draft' })
  | (Written & { readonly status: 'reviewed'; readonly reviewer: string })
  | (Written & { readonly status: 'approved'; readonly reviewer: string; readonly approver: string })
  | (Written & { readonly status: 'published'; readonly approver: string; readonly effectiveFrom: LocalDate })
  | (Written & {
      readonly status: 'superseded';
      readonly approver: string;
      readonly effectiveFrom: LocalDate;
      readonly supersededBy: number;
      /** The first date on which it is no longer in force. */
      readonly until: LocalDate;
    })
  | (Written & { readonly status: 'withdrawn'; readonly reason: string });

export type EditionStatus = EditionState['status'];
export const NO_EDITION: EditionState = { status: 'none' };
