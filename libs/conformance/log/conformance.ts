/** A whole log against a procedure: which cases follow it, and where the others leave it. */
import type { StepNo } from '#libs/procedure';
import type { OrderAutomaton } from '../order/automaton.ts';
import { advance, beginCheck, endCheck, type OrderCheck, type OrderDeviation } from '../order/check.ts';
import { ACTIVITY, type LogItem } from './types.ts';

/** The step that an activity of the log stands for; null: none of this procedure's. */
export type StepOfActivity = (activity: string) => StepNo | null;

export interface LogConformance {
  readonly cases: number;
  readonly conforming: number;
  readonly events: number;
  /** Events whose activity stands for no step; they are left out of the check. */
  readonly unmatched: number;
  /** By kind and step, most frequent first: in how many cases. */
  readonly deviations: readonly {
    readonly kind: OrderDeviation['kind'];
    readonly step: StepNo;
    readonly cases: number;
  }[];
}

export class ConformanceFold {
  readonly #automaton: OrderAutomaton;
  readonly #stepOf: StepOfActivity;
  readonly #counts = new Map<string, number>();
  #cases = 0;
  #conforming = 0;
  #events = 0;
  #unmatched = 0;

  #check: OrderCheck;
  #found = new Set<string>();

  constructor(automaton: OrderAutomaton, stepOf: StepOfActivity) {
    this.#automaton = automaton;
    this.#stepOf = stepOf;
    this.#check = beginCheck(automaton);
  }

  add(item: LogItem): void {
    if (item.kind === 'case') return this.#endCase();
    this.#events += 1;
    const activity = item.attributes.get(ACTIVITY);
    const step = activity === undefined ? null : this.#stepOf(activity);
    if (step === null) {
      this.#unmatched += 1;
      return;
    }
    const { check, deviation } = advance(this.#automaton, this.#check, { step, outcome: null });
    this.#check = check;
    if (deviation !== null) this.#found.add(keyOf(deviation));
  }

  #endCase(): void {
    this.#cases += 1;
    for (const deviation of endCheck(this.#automaton, this.#check)) this.#found.add(keyOf(deviation));
    if (this.#found.size === 0) this.#conforming += 1;
    for (const key of this.#found) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    this.#found = new Set();
    this.#check = beginCheck(this.#automaton);
  }

  result(): LogConformance {
    const deviations = [...this.#counts].map(([key, cases]) => {
      const [kind, step] = JSON.parse(key) as [OrderDeviation['kind'], StepNo];
      return { kind, step, cases };
    });
    return {
      cases: this.#cases,
      conforming: this.#conforming,
      events: this.#events,
      unmatched: this.#unmatched,
      deviations: deviations.sort((a, b) => b.cases - a.cases || (keyOf(a) < keyOf(b) ? -1 : 1)),
    };
  }
}

function keyOf({ kind, step }: Pick<OrderDeviation, 'kind' | 'step'>): string {
  return JSON.stringify([kind, step]);
}
