/** What the relay has to know of a dossier beyond the batch at hand; asked seldom. */
import { fromRecorded } from '#libs/commands';
import { fold, type DossierState } from '#libs/dossier';
import type { Ledger } from '#libs/ledger';

import { procedureOf } from './group.ts';

/** Procedure codes are short: a few megabytes. */
const MAX_KNOWN = 50_000;

export class DossierReader {
  readonly #ledger: Pick<Ledger, 'load'>;
  readonly #procedures = new Map<string, string>();

  constructor(ledger: Pick<Ledger, 'load'>) {
    this.#ledger = ledger;
  }

  /** The procedure's code, by which the workflow's type is called. */
  async procedureOf(stream: string): Promise<string> {
    const known = this.#procedures.get(stream);
    if (known !== undefined) return known;
    const procedure = procedureOf(await this.#ledger.load(stream, { from: 1, to: 1 }));
    if (procedure === null) throw new Error(`${stream} does not begin as a dossier does`);
    this.remember(stream, procedure);
    return procedure;
  }

  remember(stream: string, procedure: string): void {
    const oldest = this.#procedures.keys().next().value;
    if (this.#procedures.size >= MAX_KNOWN && oldest !== undefined) this.#procedures.delete(oldest);
    this.#procedures.set(stream, procedure);
  }

  async stateOf(stream: string): Promise<DossierState> {
    return fold((await this.#ledger.load(stream)).map(fromRecorded));
  }

  async isClosed(stream: string): Promise<boolean> {
    return isClosed(await this.stateOf(stream));
  }
}

export const isClosed = ({ status }: DossierState): boolean =>
  status !== 'none' && status !== 'submitted' && status !== 'open';
