/** Causes and habits as pages read them: graded by each agency's own settings, with the records that tell of them. */
import type { Instant } from '#libs/calendar';
import {
  habitOf,
  inEffect,
  policyWords,
  settingsAt,
  type HabitKind,
  type PolicyCode,
  type SettingsVersion,
} from '#libs/nonconformity';
import { codeOf, mayDismiss, mayRaise } from '#libs/nonconformity/corrective-action';
import {
  causeTally,
  gatheredCauses,
  habitRuns,
  habits,
  latestRecords,
  occurrencesOf,
  settingsOfAgencies,
  type CauseRecord,
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
    const found = (await this.#habits(period, settings)).filter((habit) => {
      const record = records.get(placeOf({ ...habit, policy: FOR_SHOW }));
      return !unrecorded || !covers(record, period.from);
    });
    return {
      causes: await gatheredCauses(pool, { ...period, settings, unrecorded }),
      habits: found,
      recordOf,
    };
  }

  async cause({ from, to, ...cause }: OpenCauseBody, unrecorded: boolean) {
    const { pool } = this.#runtime;
    const until = this.until(to);
    const { threshold } = await this.#inEffect(cause.agency, cause.policy, until);
    const asked = { from, to: until, threshold, unrecorded };
    return {
      tally: await causeTally(pool, cause, asked),
      occurrences: await occurrencesOf(pool, cause, asked),
      record: await this.#record(cause),
    };
  }

  async habit({ from, to, ...place }: Omit<HabitQuery, 'after'>) {
    const until = this.until(to);
    const period = { agencies: [place.agency], from, to: until };
    const found = await this.#habits(period, await settingsOfAgencies(this.#runtime.pool));
    const mine = found.find((habit) =>
      (['officer', 'procedure', 'step'] as const).every((key) => habit[key] === place[key]),
    );
    return {
      kind: mine?.kind ?? null,
      ...(await habitRuns(this.#runtime.pool, { ...place, from: from as Instant, to: until })),
      record: await this.#record({ ...place, policy: FOR_SHOW }),
    };
  }

  /** What a record of it begins with. `something`: there is anything that no record has gathered. */
  async found(body: OpenCauseBody): Promise<{ readonly something: boolean; readonly cause: FoundCause }> {
    const { agency, policy, procedure, step, from } = body;
    const to = this.until(body.to);
    const { severity, threshold } = await this.#inEffect(agency, policy, to);
    const begun = { agency, severity, threshold, cause: { policy, procedure, step } };
    if (policy === FOR_SHOW) {
      const settings = await settingsOfAgencies(this.#runtime.pool);
      const found = await this.#habits({ agencies: [agency], from, to }, settings);
      const here = found.filter((habit) => habit.procedure === procedure && habit.step === step);
      const [record] = await this.#recordsAt(body);
      const description = here.map(({ officer, times }) => `${officer}: ${times} lần`).join('; ');
      const cause = { ...begun, since: from as Instant, evidence: [], description };
      return { something: here.length > 0 && !covers(record, from), cause };
    }
    const asked = { from, to, threshold, unrecorded: true };
    const { occurrences, since, evidence } = await causeTally(
      this.#runtime.pool,
      { ...begun.cause, agency },
      asked,
    );
    const cause = { ...begun, since: since ?? (from as Instant), evidence, description: '' };
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

  /** Settings count as they are at a period's end. */
  async #inEffect(agency: string, policy: PolicyCode, at: Instant) {
    const settings = await settingsOfAgencies(this.#runtime.pool);
    return inEffect(settingsAt(settings.get(agency) ?? [], at), policy);
  }

  /** By each agency's own threshold. */
  async #habits(period: Period, settings: AllSettings) {
    const least = policyWords(FOR_SHOW).threshold?.least ?? 1;
    const found = await habits(this.#runtime.pool, period, least);
    return found.flatMap((habit) => {
      const own = inEffect(settingsAt(settings.get(habit.agency) ?? [], period.to), FOR_SHOW);
      const kind: HabitKind | null = own.enabled ? habitOf(habit, own.threshold ?? least) : null;
      return kind === null ? [] : [{ ...habit, kind }];
    });
  }

  async #recordsAt(place: Place): Promise<readonly CauseRecord[]> {
    const all = await latestRecords(this.#runtime.pool, [place.agency], place.policy);
    return all.filter((record) => placeOf(record) === placeOf(place));
  }

  async #record(place: Place) {
    return recordView((await this.#recordsAt(place))[0]);
  }
}

const placeOf = ({ agency, policy, procedure, step }: Place): string =>
  [agency, policy, procedure, step].join(' ');

/** A habit is told of by a record that is open, or that ended since. */
const covers = (record: CauseRecord | undefined, from: string): boolean =>
  record !== undefined && (record.endedAt === null || record.endedAt >= from);

const recordView = (record: CauseRecord | undefined) =>
  record === undefined
    ? null
    : { id: record.id, code: codeOf(record), year: record.year, status: record.status };
