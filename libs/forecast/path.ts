/** How dossiers went, on a clock of their own: minutes since the receipt, with what stopped the clock left out. */

/** Minutes on a dossier's clock; working minutes, or for a log plain ones. */
export type ClockMinutes = number;

/** One visit to a step, ended. */
export interface Visit {
  readonly step: string;
  readonly from: ClockMinutes;
  readonly to: ClockMinutes;
}

/** An appointment, and since when it was known. */
export interface KnownDue {
  readonly since: ClockMinutes;
  readonly due: ClockMinutes;
}

/** A dossier that has ended. */
export interface Path {
  readonly procedure: string;
  /** Whose steps these are alike with first of all: the agency. */
  readonly group: string;
  /** ISO instants. */
  readonly receivedAt: string;
  readonly endedAt: string;
  readonly visits: readonly Visit[];
  readonly end: ClockMinutes;
  readonly late: boolean;
  /** In their order; empty: nothing was promised. */
  readonly dues: readonly KnownDue[];
}

/** A dossier that is open. */
export interface Standing {
  readonly procedure: string;
  readonly group: string;
  readonly open: readonly { readonly step: string; readonly since: ClockMinutes }[];
  readonly now: ClockMinutes;
  readonly due: ClockMinutes;
}
