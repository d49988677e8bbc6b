/** For this library's tests: dossiers that are told what happens to them, and officers of a small department. */
import type { Actor, Authorities, HeldRole, Substitution, SystemRole } from '#libs/access';
import {
  AROUND_THE_CLOCK,
  instantOf,
  NATIONAL_CALENDAR,
  parseLocalMoment,
  workCalendar,
  type Instant,
  type WorkCalendar,
} from '#libs/calendar';
import type { Edition, Step } from '#libs/procedure';
import { decide } from './decide.ts';
import type { Decision, DossierCommand, Refusal } from './commands.ts';
import type { Placement, RecordedDossierEvent } from './events.ts';
import { evolve, initialState } from './evolve.ts';
import type { Active, Closed, DossierState } from './state.ts';

/** A moment on the wall, `2026-03-02T08:00`. */
export function at(local: string): Instant {
  const moment = parseLocalMoment(local);
  if (!moment.ok) throw new RangeError(moment.refusal.message);
  return instantOf(moment.value);
}

const UNIT_KEYS = ['one-stop', 'professional', 'leadership', 'clerical', 'council', 'province-office'];

export function placementAt(agency: string): Placement {
  return { agency, units: Object.fromEntries(UNIT_KEYS.map((key) => [key, `${agency}/${key}`])) };
}

/** The receiving part at the department `skhcn`, every other at an agency named by its key. */
export function placementsFor(edition: Edition): Readonly<Record<string, Placement>> {
  const first = edition.steps.find(({ no }) => no === edition.firstStep)?.part;
  const keys = new Set(['main', ...edition.steps.map(({ part }) => part)]);
  const own = (key: string): boolean => key === 'main' || key === first;
  return Object.fromEntries([...keys].map((key) => [key, placementAt(own(key) ? 'skhcn' : key)]));
}

export interface OfficerOptions {
  readonly agency?: string;
  readonly systemRoles?: readonly SystemRole[];
  readonly substitutions?: readonly Substitution[];
  readonly roles?: readonly HeldRole[];
}

/** An officer who holds one role in one unit of an agency (`skhcn` unless named). */
export function officer(
  name: string,
  role: string,
  unit: string,
  options: OfficerOptions = {},
): Extract<Actor, { kind: 'officer' }> {
  const agency = options.agency ?? 'skhcn';
  const seat: HeldRole = { role, unit: `${agency}/${unit}`, agency };
  return {
    kind: 'officer',
    officer: name,
    account: `tk-${name}`,
    agency,
    unit: seat.unit,
    systemRoles: options.systemRoles ?? ['officer'],
    roles: options.roles ?? [seat],
    substitutions: options.substitutions ?? [],
    organisationVersion: 1,
  };
}

export const an = officer('an', 'reception', 'one-stop');
export const binh = officer('binh', 'specialist', 'professional');
export const chi = officer('chi', 'specialist', 'professional');
export const dung = officer('dung', 'division-head', 'professional');
export const giang = officer('giang', 'agency-head', 'leadership');
export const hoa = officer('hoa', 'clerk', 'clerical');
export const supervisor = officer('khanh', 'agency-head', 'leadership', {
  systemRoles: ['officer', 'supervisor'],
});
export const secretary = officer('lan', 'clerk', 'clerical', { systemRoles: ['officer', 'iso-secretary'] });
export const stranger = officer('minh', 'specialist', 'professional', { agency: 'stc' });
export const applicant: Actor = { kind: 'applicant', account: 'cd-1' };
export const clock: Actor = { kind: 'clock' };
export const system: Actor = { kind: 'system', name: 'notifier' };

export function authorities(actor: Extract<Actor, { kind: 'officer' }>): Authorities {
  const {
    officer: id,
    account,
    agency,
    unit,
    systemRoles,
    roles,
    substitutions,
    organisationVersion,
  } = actor;
  return { officer: id, account, agency, unit, systemRoles, roles, substitutions, organisationVersion };
}

export function standingIn(
  name: string,
  { officer: absent, roles }: Extract<Actor, { kind: 'officer' }>,
  from: Instant,
  to: Instant,
): Extract<Actor, { kind: 'officer' }> {
  const substitutions = [{ id: `tt-${name}`, officer: absent, roles, from, to }];
  return { ...officer(name, 'clerk', 'clerical'), substitutions };
}

export const step = (
  no: string,
  role: string,
  unit: string,
  next: readonly string[],
  more: Partial<Step> = {},
): Step => ({
  no,
  content: `Bước ${no}`,
  kind: 'officer',
  role,
  unit,
  part: 'main',
  time: '0,5 ngày',
  forms: [],
  results: [],
  transitions: [{ outcome: 'done', label: 'Hoàn thành', to: next }],
  returnsTo: [],
  ...more,
});

/** Received, handed out, appraised (eligible or not), approved by another, issued, handed over: 3 working days. */
export const EDITION: Edition = {
  code: 'QT.THU.01',
  edition: 1,
  title: 'Thủ tục thử',
  field: 'Thử',
  agency: 'skhcn',
  tthcCodes: [],
  effectiveFrom: '2025-07-01' as Edition['effectiveFrom'],
  legalBasis: [],
  documents: [
    { code: 'DON', name: 'Đơn', form: 'original', copies: 1, required: true },
    { code: 'BS', name: 'Bản sao', form: 'copy', copies: 2, required: true },
    { code: 'KHAC', name: 'Giấy tờ khác', form: 'copy', copies: 1, required: false },
  ],
  profile: {
    unit: 'working-days',
    cutOff: 'none',
    supplement: 'pause',
    pausesFor: ['supplement', 'payment'],
    supplementExpiry: '15 ngày làm việc',
    maxExtensions: 1,
    apology: 'one-working-day-before',
  },
  total: '3 ngày làm việc',
  warnAtShare: 0.75,
  parts: [{ key: 'main', name: 'Sở', total: null }],
  steps: [
    step('B1', 'reception', 'one-stop', ['B2'], { forms: ['tt03-2025/receipt'] }),
    step('B2', 'division-head', 'professional', ['B3']),
    step('B3', 'specialist', 'professional', ['B4'], {
      time: '1 ngày',
      results: ['Tờ trình'],
      transitions: [
        { outcome: 'eligible', label: 'Đủ điều kiện', to: ['B4'] },
        { outcome: 'not-eligible', label: 'Không đủ điều kiện', to: ['B4'] },
      ],
      returnsTo: ['B2'],
    }),
    step('B4', 'division-head', 'professional', ['B5'], { returnsTo: ['B3'], otherPersonThan: ['B3'] }),
    step('B5', 'agency-head', 'leadership', ['B6'], { returnsTo: ['B4'], issuesResult: true }),
    step('B6', 'reception', 'one-stop', [], { time: 'Không tính thời gian', handsOver: true }),
  ],
  firstStep: 'B1',
};

/** A commune's part and a department's with totals of their own, two branches that join, a shared time, a system. */
export const PARALLEL: Edition = {
  ...EDITION,
  code: 'QT.THU.02',
  documents: [],
  total: '8 ngày làm việc',
  parts: [
    { key: 'commune', name: 'Phần cấp xã', total: '3 ngày làm việc' },
    { key: 'province', name: 'Phần cấp tỉnh', total: '5 ngày làm việc' },
  ],
  steps: [
    step('B1', 'reception', 'one-stop', ['B2'], { part: 'commune' }),
    step('B2', 'specialist', 'professional', ['B3', 'B4'], { part: 'commune', time: '1,5 ngày' }),
    step('B3', 'specialist', 'professional', ['B5'], {
      part: 'province',
      transitions: [
        { outcome: 'done', label: 'Hoàn thành', to: ['B5'] },
        { outcome: 'none', label: 'Không có ý kiến', to: [] },
      ],
    }),
    step('B4', 'division-head', 'professional', ['B5'], {
      part: 'commune',
      sharedTime: 'chung',
      time: '2 ngày',
    }),
    step('B5', 'specialist', 'professional', ['B6'], {
      part: 'commune',
      joins: true,
      sharedTime: 'chung',
      time: '',
      returnsTo: ['B3', 'B4'],
    }),
    step('B6', 'system', 'one-stop', ['B7'], { part: 'commune', kind: 'automatic', time: '' }),
    step('B7', 'agency-head', 'leadership', ['B8'], { part: 'commune', issuesResult: true }),
    step('B8', 'reception', 'one-stop', [], { part: 'commune', time: 'Giờ hành chính', handsOver: true }),
  ],
};

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
