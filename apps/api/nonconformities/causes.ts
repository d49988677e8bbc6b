/** Causes and habits as pages read them: graded by each agency's own settings, with the records that tell of them. */
import type { Instant } from '#libs/calendar';
import { inEffect, settingsAt, type SettingsVersion } from '#libs/nonconformity';
import { codeOf, mayDismiss, mayRaise } from '#libs/nonconformity/corrective-action';
import {
  causeTally,
  gatheredCauses,
  gradedHabits,
  habitRuns,
  latestRecords,
  occurrencesOf,
  settingsOfAgencies,
  type CauseRecord,
  type HabitRun,
} from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { officerActor } from '../http/actor.ts';
import type { Caller } from '../http/authentication.ts';
import type { HabitQuery, OpenCauseBody } from './contract.ts';
import type { FoundCause } from './service.ts';

interface Period {
  /** Undefined: all. */
  readonly agencies: readonly string[] | undefined;
  readonly from: string;
  readonly to: Instant;
}
type Place = Pick<OpenCauseBody, 'agency' | 'policy' | 'procedure' | 'step'>;
type AllSettings = ReadonlyMap<string, readonly SettingsVersion[]>;

const FOR_SHOW = 'for-show';

export class CauseReader {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  async all(period: Period, unrecorded: boolean) {
    const { pool } = this.#runtime;
    const settings = await settingsOfAgencies(pool);
    const known = await latestRecords(pool, period.agencies);
    const records = new Map(known.map((record) => [placeOf(record), record]));
    const recordOf = (place: Place) => recordView(records.get(placeOf(place)));
    const graded = await gradedHabits(pool, period, settings);
    return {
      causes: await gatheredCauses(pool, { ...period, settings, unrecorded }),
      habits: graded.map(({ habit, kind }) => ({ ...habit, kind })),
      recordOf,
    };
  }

  async cause({ from, to, ...cause }: OpenCauseBody, unrecorded: boolean) {
    const { pool } = this.#runtime;
    const until = this.until(to);
    const { threshold } = effectOf(await settingsOfAgencies(pool), cause, until);
    const asked = { from, to: until, threshold, unrecorded };
    return {
      tally: await causeTally(pool, cause, asked),
      occurrences: await occurrencesOf(pool, cause, asked),
      record: await this.#record(cause),
    };
  }

  async habit({ from, to, ...place }: Omit<HabitQuery, 'after'>) {
    const { pool } = this.#runtime;
    const until = this.until(to);
    const period = { agencies: [place.agency], from, to: until };
    const found = await gradedHabits(pool, period, await settingsOfAgencies(pool));
    const mine = found.find(({ habit }) =>
      (['officer', 'procedure', 'step'] as const).every((key) => habit[key] === place[key]),
    );
    const [record] = await this.#recordsAt({ ...place, policy: FOR_SHOW });
    const { total, runs } = await habitRuns(pool, { ...place, from: from as Instant, to: until });
    return {
      kind: mine?.kind ?? null,
      total,
      runs,
      waits: goesOn(mine ? [runs] : [], record),
      record: recordView(record),
    };
  }

  /** What a record of it begins with. `something`: there is anything that no record has gathered. */
  async found(body: OpenCauseBody): Promise<{ readonly something: boolean; readonly cause: FoundCause }> {
    const { pool } = this.#runtime;
    const { agency, policy, procedure, step } = body;
    const [from, to] = [body.from as Instant, this.until(body.to)];
    const settings = await settingsOfAgencies(pool);
    const { severity, threshold } = effectOf(settings, body, to);
    const begun = { agency, severity, threshold, cause: { policy, procedure, step } };
    if (policy === FOR_SHOW) {
      const found = await gradedHabits(pool, { agencies: [agency], from, to }, settings);
      const here = found.filter(({ habit }) => habit.procedure === procedure && habit.step === step);
      const [record] = await this.#recordsAt(body);
      const runs = await Promise.all(
        here.map(async ({ habit: { officer } }) => {
          const done = await habitRuns(pool, { agency, officer, procedure, step, from, to });
          return done.runs;
        }),
      );
      const description = here.map(({ habit }) => `${habit.officer}: ${habit.times} lần`).join('; ');
      const cause = { ...begun, since: from, evidence: [], description };
      return { something: goesOn(runs, record), cause };
    }
    const asked = { from, to, threshold, unrecorded: true };
    const { occurrences, since, evidence } = await causeTally(pool, { ...begun.cause, agency }, asked);
    const cause = { ...begun, since: since ?? from, evidence, description: '' };
    return { something: occurrences > 0, cause };
  }

  /** No period looks into the future. */
  until(to: string | undefined): Instant {
    const now = this.#runtime.now();
    return to === undefined || to > now ? now : (to as Instant);
  }

  may({ authorities }: Caller, agency: string) {
    const [actor, now] = [officerActor(authorities), this.#runtime.now()];
    return { open: mayRaise(actor, agency, now), dismiss: mayDismiss(actor, agency, now) };
  }

  async #recordsAt(place: Place): Promise<readonly CauseRecord[]> {
    const all = await latestRecords(this.#runtime.pool, [place.agency], place.policy);
    return all.filter((record) => placeOf(record) === placeOf(place));
  }

  async #record(place: Place) {
    return recordView((await this.#recordsAt(place))[0]);
  }
}

/** Settings count as they are at a period's end. */
const effectOf = (settings: AllSettings, { agency, policy }: Pick<Place, 'agency' | 'policy'>, at: Instant) =>
  inEffect(settingsAt(settings.get(agency) ?? [], at), policy);

/** Whether there is work for show that no record tells of: its latest run is later than the end of the last one. */
const goesOn = (habits: readonly (readonly HabitRun[])[], record: CauseRecord | undefined): boolean =>
  record?.endedAt !== null && habits.some(([run]) => (run?.doneAt ?? '') > (record?.endedAt ?? ''));

const placeOf = ({ agency, policy, procedure, step }: Place): string =>
  [agency, policy, procedure, step].join(' ');

const recordView = (record: CauseRecord | undefined) =>
  record === undefined
    ? null
    : { id: record.id, code: codeOf(record), year: record.year, status: record.status };
