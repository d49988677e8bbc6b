/** Officers who do a step for show: always in no time, or always to the minute (ISO 9001 8.5.1, on paper only). */
import type { OpenStep } from '#libs/dossier';
import type { Plant } from './types.ts';

/** Fewer are no habit. */
const TIMES_FOR_A_HABIT = 20;
/** Of the time allowed. */
const NO_TIME = 0.02;
const TO_THE_MINUTE = 1;
/** Every so many, the near miss's officer works like everybody. */
const RELAPSE_EVERY = 8;

interface Habit {
  readonly procedure: string;
  readonly officer: string;
  readonly step: string;
  readonly share: number;
  readonly relapses: boolean;
  times: number;
  last: string;
}

export class Habits {
  readonly #habits: Habit[] = [];
  readonly #wanted: number;

  constructor(wanted: number) {
    this.#wanted = wanted;
  }

  /** The first officers met get the habits, one officer one habit. */
  adopt(procedure: string, open: OpenStep, officer: string): void {
    if (this.#habits.length >= 2 * this.#wanted || open.deadline === null || open.role !== 'specialist')
      return;
    if (this.#habits.some((habit) => habit.officer === officer)) return;
    const index = this.#habits.length;
    const share = Math.floor(index / 2) % 2 === 0 ? NO_TIME : TO_THE_MINUTE;
    this.#habits.push({
      procedure,
      officer,
      step: open.step,
      share,
      relapses: index % 2 === 1,
      times: 0,
      last: '',
    });
  }

  /** The share of the time that the officer takes by habit; undefined: they work like everybody. */
  shareOf(procedure: string, open: OpenStep): number | undefined {
    const habit = this.#find(procedure, open);
    if (!habit) return undefined;
    return habit.relapses && habit.times % RELAPSE_EVERY === RELAPSE_EVERY - 1 ? undefined : habit.share;
  }

  /** The one of these who does the step by habit: they take it up at once. */
  whoseIn(procedure: string, step: string, officers: readonly string[]): string | undefined {
    return this.#habits.find(
      (habit) => habit.procedure === procedure && habit.step === step && officers.includes(habit.officer),
    )?.officer;
  }

  done(procedure: string, open: OpenStep, dossier: string): void {
    const habit = this.#find(procedure, open);
    if (!habit) return;
    habit.times += 1;
    habit.last = dossier;
  }

  plants(): Plant[] {
    return this.#habits
      .filter(({ times }) => times >= TIMES_FOR_A_HABIT)
      .map(({ procedure, officer, step, relapses, last }) => ({
        kind: 'for-show',
        dossier: last,
        procedure,
        step,
        officer,
        nearMiss: relapses,
      }));
  }

  #find(procedure: string, { step, officer }: OpenStep): Habit | undefined {
    return this.#habits.find(
      (habit) => habit.procedure === procedure && habit.step === step && habit.officer === officer,
    );
  }
}
