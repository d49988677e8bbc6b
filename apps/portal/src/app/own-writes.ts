/** The place in the ledger that one's last command reached: reads wait for it, so that one's own action is seen. */
let reached: string | undefined;

export function wrote({ position }: { readonly position: string }): void {
  reached = position;
}

/** For the query of a read. */
export const afterOwnWrite = (): { after?: string } => (reached === undefined ? {} : { after: reached });
