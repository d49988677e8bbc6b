/** For tests: a dossier that is told what happens to it. */
import type { Actor } from '#libs/access';
import {
  AROUND_THE_CLOCK,
  NATIONAL_CALENDAR,
  workCalendar,
  type Instant,
  type WorkCalendar,
} from '#libs/calendar';
import type { Edition } from '#libs/procedure';
import { decide } from '../decide.ts';
import type { Decision, DossierCommand, Refusal } from '../commands.ts';
import type { Placement, RecordedDossierEvent } from '../events.ts';
import { evolve, initialState } from '../evolve.ts';
import type { Active, Closed, DossierState } from '../state.ts';
import { EDITION, placementsFor } from './editions.ts';
import { an, at, binh, dung } from './people.ts';

export const DOCUMENTS = [
  { code: 'DON', copies: 1 },
  { code: 'BS', copies: 2 },
];

export const RECEIVE = {
  type: 'receive',
  code: 'H99.12-260302-0001',
  channel: 'counter',
  documents: DOCUMENTS,
  lookupHash: 'a'.repeat(64),
} as const satisfies DossierCommand;

export function completing(
  no: string,
  more: Partial<Extract<DossierCommand, { type: 'complete' }>> = {},
): DossierCommand {
  return { type: 'complete', step: no, outcome: 'done', forms: [], results: [], files: [], ...more };
}

/** A dossier to which things are done; keeps its events as the ledger would. */
export class TestDossier {
  readonly events: RecordedDossierEvent[] = [];
  readonly placements: Readonly<Record<string, Placement>>;
  state: DossierState = initialState;
  edition: Edition;
  calendarOf: (agency: string) => WorkCalendar;
  toEdition: Edition | undefined;
  now: Instant = at('2026-03-02T08:00');
  /** Of the last command that was accepted. */
  lastCommand = '';
  #commands = 0;

  constructor(edition: Edition = EDITION, calendarOf: (agency: string) => WorkCalendar = () => OFFICE) {
    this.edition = edition;
    this.calendarOf = calendarOf;
    this.placements = placementsFor(edition);
  }

  at(local: string): this {
    this.now = at(local);
    return this;
  }

  /** Decides, and if it was accepted records. */
  try(actor: Actor, command: DossierCommand): Decision {
    const commandId = `c${++this.#commands}`;
    const { state, edition, toEdition, now, placements, calendarOf } = this;
    const decision = decide(state, command, {
      now,
      actor,
      edition,
      placements,
      calendarOf,
      dossier: 'hs-1',
      commandId,
      ...(toEdition && { toEdition }),
    });
    if (!decision.ok) return decision;
    decision.events.forEach((event, index) => this.#record(event, commandId, index));
    this.lastCommand = commandId;
    return decision;
  }

  does(actor: Actor, command: DossierCommand): this {
    const decision = this.try(actor, command);
    if (!decision.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(decision.refusal)}`);
    if (command.type === 'change-edition' && this.toEdition) this.edition = this.toEdition;
    return this;
  }

  refusal(actor: Actor, command: DossierCommand): Refusal {
    const decision = this.try(actor, command);
    if (decision.ok) throw new Error(`${command.type} was not refused`);
    return decision.refusal;
  }

  code(actor: Actor, command: DossierCommand): string {
    return this.refusal(actor, command).code;
  }

  get active(): Active {
    if (this.state.status !== 'open') throw new Error(`the dossier is ${this.state.status}`);
    return this.state;
  }

  get handled(): Active | Closed {
    if (!('open' in this.state)) throw new Error(`the dossier is ${this.state.status}`);
    return this.state;
  }

  get types(): readonly string[] {
    return this.events.map(({ type }) => type);
  }

  get openSteps(): readonly string[] {
    return this.handled.open.map((open) => open.step);
  }

  #record(event: Extract<Decision, { ok: true }>['events'][number], commandId: string, index: number): void {
    const recorded: RecordedDossierEvent = {
      ...event,
      dossier: 'hs-1',
      version: this.events.length + 1,
      eventId: `${commandId}/${index}`,
      commandId,
      recordedAt: this.now,
    };
    this.events.push(recorded);
    this.state = evolve(this.state, recorded);
  }
}

export const OFFICE: WorkCalendar = workCalendar(NATIONAL_CALENDAR);
export const ON_DUTY: WorkCalendar = workCalendar(NATIONAL_CALENDAR, [AROUND_THE_CLOCK]);

/** At B3, taken by `binh`, on Monday 2 March 2026 at 09:00. */
export function appraised(edition: Edition = EDITION): TestDossier {
  return new TestDossier(edition)
    .at('2026-03-02T08:00')
    .does(an, RECEIVE)
    .does(an, completing('B1', { forms: ['tt03-2025/receipt'] }))
    .at('2026-03-02T09:00')
    .does(dung, completing('B2'))
    .does(binh, { type: 'claim', step: 'B3' });
}

export const ELIGIBLE = completing('B3', { outcome: 'eligible', results: ['Tờ trình'] });
export const ISSUED = completing('B5', { result: { number: '12/GCN', positive: true } });
export const HANDED_OVER = { type: 'hand-over', channel: 'counter', receivedBy: 'applicant' } as const;
