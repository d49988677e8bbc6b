/** Step tables as decisions print them. */
export interface PrintedStep {
  readonly no: string;
  readonly content: string;
  readonly responsible: string;
  /** As printed; blank when the cell is. */
  readonly time: string;
  readonly result: string;
  /** Where a rejected dossier goes, `Bước 3`. */
  readonly onReject: string | null;
  /** One time for several steps. */
  readonly sharedTime: boolean;
}

export interface PrintedTable {
  readonly id: string;
  readonly name: string;
  readonly agency: string;
  readonly decision: string;
  readonly field: string;
  readonly tthc: readonly string[];
  /** As printed; null when the table states none. */
  readonly statedTotal: string | null;
  readonly steps: readonly PrintedStep[];
}
