/** Where a dossier of a day goes: some counters have eight times the work of others. */
import { instantOf, type LocalDate, type LocalMoment } from '#libs/calendar';
import type { Edition } from '#libs/procedure';
import { inForce } from './editions.ts';
import { luckOf, seedOf, type Luck } from './luck.ts';
import type { Staff } from './staff.ts';

export interface Reception {
  readonly edition: Edition;
  readonly agency: string;
  /** One of the counters with most work. */
  readonly busy: boolean;
}

const WEIGHTS = [1, 1, 1, 2, 2, 4, 8];
const BUSIEST = 8;

interface Day {
  readonly receptions: readonly Reception[];
  /** Sum of the weights up to each. */
  readonly upTo: readonly number[];
}

export class Receptions {
  readonly #days = new Map<LocalDate, Day>();

  constructor(
    private readonly staff: Staff,
    private readonly editions: readonly Edition[],
    private readonly seed: number,
  ) {}

  pick(date: LocalDate, luck: Luck): Reception | undefined {
    const { receptions, upTo } = this.#day(date);
    const at = luck.next() * (upTo.at(-1) ?? 0);
    return receptions[upTo.findIndex((sum) => at < sum)];
  }

  inForce(code: string, on: LocalDate): Edition | undefined {
    return inForce(this.editions, code, on);
  }

  #day(date: LocalDate): Day {
    const known = this.#days.get(date);
    if (known) return known;
    const { assignments, agencies } = this.staff.organisation(instantOf(`${date}T12:00` as LocalMoment));
    const receptions: Reception[] = [];
    const upTo: number[] = [];
    for (const { procedure, agency } of assignments) {
      const edition = inForce(this.editions, procedure, date);
      if (!edition || !agencies.has(agency) || this.#roundTheClock(agency)) continue;
      const key = new TextEncoder().encode(`${procedure} ${agency}`);
      const weight = luckOf(seedOf(this.seed, ...key)).pick(WEIGHTS);
      receptions.push({ edition, agency, busy: weight === BUSIEST });
      upTo.push((upTo.at(-1) ?? 0) + weight);
    }
    const made = { receptions, upTo };
    this.#days.set(date, made);
    return made;
  }

  /** On duty day and night, for trials of minutes: no place of a year's work. */
  #roundTheClock(agency: string): boolean {
    return this.staff.calendarOf(agency).officeHours.some((hours) => hours.ignoresHolidays);
  }
}
