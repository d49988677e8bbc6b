/** Gathers the lines of a count: neighbouring dates that read the same become one stretch. */
import { dateOfDay } from './moment.ts';
import type { Day } from './days.ts';
import type { DayNumber } from './moment.ts';
import type { DeadlineLine, LineReason } from './types.ts';

interface Stretch {
  readonly from: DayNumber;
  to: DayNumber;
  readonly counted: boolean;
  /** Of each of its dates. */
  readonly amount: number;
  readonly unit: DeadlineLine['unit'];
  readonly reason: LineReason;
  readonly note: string | undefined;
}

export class Tape {
  /** A date of an estimated year has been looked at. */
  estimate = false;
  readonly #stretches: Stretch[] = [];
  readonly #unit: DeadlineLine['unit'];

  /** `unit`: of the lines that count nothing. */
  constructor(unit: DeadlineLine['unit']) {
    this.#unit = unit;
  }

  count(day: Day, amount: number, unit: DeadlineLine['unit'], reason: LineReason = day.reason): void {
    this.estimate ||= day.estimate;
    const note = reason === day.reason ? day.note : undefined;
    this.#add({ from: day.number, to: day.number, counted: true, amount, unit, reason, note });
  }

  skip(day: Day, reason: LineReason = day.reason): void {
    this.estimate ||= day.estimate;
    const note = reason === day.reason ? day.note : undefined;
    this.#add({
      from: day.number,
      to: day.number,
      counted: false,
      amount: 0,
      unit: this.#unit,
      reason,
      note,
    });
  }

  /** Dates that are not looked at one by one. */
  pass(from: DayNumber, to: DayNumber, reason: LineReason): void {
    this.#add({ from, to, counted: false, amount: 0, unit: this.#unit, reason, note: undefined });
  }

  /** Forgets what was counted; a term that begins again starts with a clean page. */
  clear(): void {
    this.#stretches.length = 0;
  }

  /** The tape as it stands, to count on tentatively. */
  copy(): Tape {
    const copy = new Tape(this.#unit);
    copy.estimate = this.estimate;
    copy.#stretches.push(...this.#stretches.map((stretch) => ({ ...stretch })));
    return copy;
  }

  lines(): readonly DeadlineLine[] {
    return this.#stretches.map(({ from, to, counted, amount, unit, reason, note }) => ({
      from: dateOfDay(from),
      to: dateOfDay(to),
      counted,
      amount: amount * (to - from + 1),
      unit,
      reason,
      ...(note !== undefined && { note }),
    }));
  }

  #add(next: Stretch): void {
    const last = this.#stretches.at(-1);
    if (last && next.from === last.to + 1 && readsAlike(last, next)) last.to = next.to;
    else this.#stretches.push(next);
  }
}

function readsAlike(a: Stretch, b: Stretch): boolean {
  const sameCount = a.counted === b.counted && a.amount === b.amount && a.unit === b.unit;
  return sameCount && a.reason === b.reason && a.note === b.note;
}
