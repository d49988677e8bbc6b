/** One agency's people for tests, and those of another who have no part in it. */
import type { Instant } from '#libs/calendar';
import { AGENCY, AGENCY_PEOPLE, at, colleague, OFFICE, standIn } from '#libs/access/testing';
import { decideNc } from '../decide.ts';
import { evolveNc } from '../evolve.ts';
import type { NcCommand, NcDecision } from '../commands.ts';
import type { Found, NcEvent } from '../events.ts';
import { DEFAULT_TERMS } from '../stages.ts';
import { NO_NC, type NcState } from '../state.ts';

export { AGENCY, at, OFFICE };

/** From noon of the first day on, for a month. */
export const LENT = { from: at('2026-03-02T12:00'), to: at('2026-04-02T12:00') };

export const PEOPLE = {
  ...AGENCY_PEOPLE,
  deputy: colleague('deputy', 'supervisor'),
  chi: standIn('chi', LENT),
};
export type PersonName = keyof typeof PEOPLE;

const OFFICERS = new Set(['secretary', 'leader', 'deputy', 'an', 'binh', 'chi']);

export const FOUND: Found = {
  number: 31,
  year: 2026,
  agency: AGENCY,
  source: 'detector',
  severity: 'minor',
  title: 'Bước trễ hạn',
  description: '',
  cause: { policy: 'step-late', procedure: 'QT.KHCN.01', step: 'B3' },
  threshold: null,
  since: at('2026-03-01T08:00'),
  evidence: [],
  previous: null,
};
export const FIND: NcCommand = { type: 'find', found: { ...FOUND, source: 'detector' } };
export const FILE = { sha256: 'a'.repeat(64), name: 'bien-ban.pdf', mediaType: 'application/pdf', bytes: 9 };

export interface Recorded {
  readonly event: NcEvent;
  readonly at: Instant;
  readonly by: string;
}

/** A nonconformity that one does things to, at a moment that one sets. */
export class TestNc {
  state: NcState = NO_NC;
  now: Instant = at('2026-03-02T09:00');
  readonly events: Recorded[] = [];

  try(person: PersonName, command: NcCommand): NcDecision {
    const decision = decideNc(this.state, command, {
      now: this.now,
      actor: PEOPLE[person],
      calendar: OFFICE,
      terms: DEFAULT_TERMS,
      isOfficer: (id) => OFFICERS.has(id),
    });
    if (decision.ok) {
      for (const event of decision.events) {
        const recorded = { event, at: decision.at, by: decision.by.id };
        this.events.push(recorded);
        this.state = evolveNc(this.state, recorded);
      }
    }
    return decision;
  }

  does(person: PersonName, command: NcCommand): this {
    const decision = this.try(person, command);
    if (!decision.ok) throw new Error(`${person} ${command.type}: ${decision.refusal.code}`);
    return this;
  }

  refusal(person: PersonName, command: NcCommand): string | undefined {
    const decision = this.try(person, command);
    return decision.ok ? undefined : decision.refusal.code;
  }

  at(moment: string): this {
    this.now = at(moment);
    return this;
  }

  get open() {
    if (this.state.status !== 'open') throw new Error(`it is ${this.state.status}`);
    return this.state;
  }
}

/** Commands that the rules of data have nothing against. */
export const DO = {
  review: { type: 'review', owner: 'an', severity: 'minor', note: '' },
  dismiss: { type: 'dismiss', reason: 'báo động giả' },
  'take-up-again': { type: 'take-up-again', reason: 'có thật' },
  contain: { type: 'contain', what: 'đã xin lỗi', files: [] },
  analyse: { type: 'analyse', whys: ['a', 'b', 'c'], rootCause: 'thiếu người', similar: null },
  propose: {
    type: 'propose',
    measures: [{ what: 'thêm người', officer: 'binh', by: '2030-01-01' as never }],
    amendment: null,
    risks: [],
  },
  approve: { type: 'approve', note: '' },
  'send-back': { type: 'send-back', reason: 'chưa rõ' },
  complete: { type: 'complete', what: 'đã thêm', files: [FILE] },
  judge: { type: 'judge', effective: true, reason: 'không tái diễn' },
  'open-again': { type: 'open-again', reason: 'tái diễn' },
  'change-owner': { type: 'change-owner', owner: 'binh', reason: 'chuyển công tác' },
  'move-due': { type: 'move-due', dueAt: at('2030-02-01T17:00'), reason: 'chờ kinh phí' },
} as const satisfies Record<string, NcCommand>;
