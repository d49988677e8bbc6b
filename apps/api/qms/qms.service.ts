/** Who may see and write what of the agencies' systems, and the commands they send. */
import { Inject, Injectable } from '@nestjs/common';
import { dateOf, type LocalDate } from '#libs/calendar';
import type { Agency, Organisation } from '#libs/organisation';
import { milestonesOf, type QmsCommand, type ProgrammeCommand, type QmsState } from '#libs/qms';
import { qmsRecords } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { MilestoneReached } from '#libs/scoring';
import { positionToken } from '../dossiers/position.ts';
import { may, usedBy } from '../http/actor.ts';
import type { Caller } from '../http/authentication.ts';
import { requestOf } from '../http/idempotency.ts';
import { notFound, problem, unrecorded } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';

/** What an agency doesn't say of itself. */
const COMMITTEES: ReadonlySet<string> = new Set(['SystemRecognised', 'PilotNamed']);

@Injectable()
export class QmsService {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  today(): LocalDate {
    return dateOf(this.runtime.now());
  }

  isOfficial(me: Caller): boolean {
    return may(me, { action: 'scoring.official' }, this.runtime.now());
  }

  maySee(me: Caller, agency: string): boolean {
    return may(me, { action: 'figures.read', agency }, this.runtime.now());
  }

  /** The agency's ISO secretary, and the committee. */
  mayRecord(me: Caller, agency: string): boolean {
    const own = { action: 'scoring.self', agency } as const;
    return may(me, own, this.runtime.now()) || this.isOfficial(me);
  }

  /** 404: no such agency today; 403: not for the one who asks. */
  async seen(me: Caller, id: string): Promise<Agency> {
    const agency = (await this.runtime.organisation()).agencies.get(id);
    if (agency === undefined) throw notFound();
    if (!this.maySee(me, id)) throw refused();
    return agency;
  }

  /** The agencies of today that the one who asks may see, provinces left out: they have committees. */
  async agenciesSeen(me: Caller): Promise<readonly Agency[]> {
    const { agencies } = await this.runtime.organisation();
    return [...agencies.values()].filter(({ id, parent }) => parent !== null && this.maySee(me, id));
  }

  records(agencies: readonly Agency[]): Promise<ReadonlyMap<string, QmsState>> {
    return qmsRecords(
      this.runtime.pool,
      agencies.map(({ id }) => id),
    );
  }

  async record(me: Caller, key: string, agency: string, command: QmsCommand) {
    await this.seen(me, agency);
    const committees =
      command.type === 'record'
        ? COMMITTEES.has(command.entry.type)
        : await this.isCommittees(agency, command);
    if (committees ? !this.isOfficial(me) : !this.mayRecord(me, agency)) throw refused();
    const outcome = await this.runtime.qms.record({
      agency,
      command,
      by: usedBy(me),
      ...requestOf(me, key, { agency, command }),
    });
    if (!('state' in outcome)) throw unrecorded(outcome, STATUS);
    return { position: positionToken(outcome.position, outcome.stream), version: outcome.state.version };
  }

  async programme(me: Caller, key: string, command: ProgrammeCommand) {
    if (!this.isOfficial(me)) throw refused();
    const outcome = await this.runtime.qms.programme({
      command,
      by: usedBy(me),
      ...requestOf(me, key, { command }),
    });
    if (!('state' in outcome)) throw unrecorded(outcome, STATUS);
    return {
      position: positionToken(outcome.position, outcome.stream),
      version: outcome.state.targets.length,
    };
  }

  /** What the committee wrote is the committee's to take back. */
  private async isCommittees(agency: string, command: QmsCommand): Promise<boolean> {
    if (command.type !== 'withdraw') return false;
    const { entries } = await this.runtime.qms.load(agency);
    return entries.some(({ no, type }) => no === command.entry && COMMITTEES.has(type));
  }
}

const refused = () => problem(403, 'not-permitted', 'Anh/chị không có quyền thực hiện việc này.');

/** What each agency has come to, for figures "x of y by date". */
export const reachedIn = (records: ReadonlyMap<string, QmsState>): readonly MilestoneReached[] =>
  [...records].flatMap(([agency, record]) =>
    milestonesOf(record).map(({ milestone, on }) => ({ agency, milestone, on })),
  );

/** Agencies of the wanted levels, or named. */
export const populationOf = (
  { agencies }: Organisation,
  levels: readonly string[],
  named: readonly string[],
): readonly string[] => {
  const strange = named.filter((agency) => !agencies.has(agency));
  if (strange.length > 0) {
    throw problem(400, 'unknown-agency', 'Không có cơ quan này.', { at: strange });
  }
  return [...agencies.values()]
    .filter(({ id, level }) => named.includes(id) || levels.includes(level))
    .map(({ id }) => id);
};

const STATUS = { 'unknown-entry': 404, 'unknown-target': 404 };
