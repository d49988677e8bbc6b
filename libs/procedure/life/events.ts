/** What can happen to a procedure's edition, in the past tense. Who did it and when is in the ledger's envelope, too. */
import type { Instant, LocalDate } from '#libs/calendar';
import type { Edition } from '../types.ts';

/** An edition and the officer who acted on it. */
interface Act {
  readonly by: string;
  readonly at: Instant;
}

export type EditionEvent =
  | (Act & { readonly type: 'EditionDrafted'; readonly edition: Edition })
  | (Act & { readonly type: 'EditionReviewed'; readonly note?: string })
  | (Act & { readonly type: 'EditionReturnedToDraft'; readonly reason: string })
  | (Act & { readonly type: 'EditionApproved' })
  | (Act & { readonly type: 'EditionPublished'; readonly effectiveFrom: LocalDate })
  /** The next edition takes its place from that date on. */
  | (Act & {
      readonly type: 'EditionSuperseded';
      readonly supersededBy: number;
      readonly from: LocalDate;
    })
  | (Act & { readonly type: 'EditionWithdrawn'; readonly reason: string });

export type EditionEventType = EditionEvent['type'];
