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
  type Habitual,
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
    return {
      causes: await gatheredCauses(pool, { ...period, settings, unrecorded }),
      habits: await this.#habits(period, settings),
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
    const mine = found.filter((habit) =>
      (['officer', 'procedure', 'step'] as const).every((key) => habit[key] === place[key]),
    );
    const [record] = await this.#recordsAt({ ...place, policy: FOR_SHOW });
    return {
      kind: mine[0]?.kind ?? null,
      ...(await habitRuns(this.#runtime.pool, { ...place, from: from as Instant, to: until })),
      waits: await this.#goesOn(mine, record, period),
      record: recordView(record),
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
      return { something: await this.#goesOn(here, record, { from, to }), cause };
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

  /** Whether there is work for show that no record tells of: it went on after the last one ended. */
  async #goesOn(
    found: readonly Habitual[],
    record: CauseRecord | undefined,
    { from, to }: Pick<Period, 'from' | 'to'>,
  ): Promise<boolean> {
    if (record?.endedAt === null) return false;
    const latest = await Promise.all(
      found.map(({ agency, officer, procedure, step }) =>
        habitRuns(this.#runtime.pool, { agency, officer, procedure, step, from: from as Instant, to }),
      ),
    );
    const ended = record?.endedAt ?? '';
    return latest.some(({ runs }) => (runs[0]?.doneAt ?? '') > ended);
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

const recordView = (record: CauseRecord | undefined) =>
  record === undefined
    ? null
    : { id: record.id, code: codeOf(record), year: record.year, status: record.status };
