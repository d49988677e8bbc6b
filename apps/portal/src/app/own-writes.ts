/** The places in the ledger that one's last commands reached: reads wait for it, so that one's own action is seen. */
let reached: string | undefined;

export function wrote(...replies: readonly { readonly position: string | null }[]): void {
  const positions = replies.flatMap(({ position }) => position ?? []);
  if (positions.length > 0) reached = positions.join(',');
}

/** For the query of a read. */
export const afterOwnWrite = (): { after?: string } => (reached === undefined ? {} : { after: reached });
