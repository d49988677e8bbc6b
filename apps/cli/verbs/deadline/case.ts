/** One case of a deadline, as the command line or a line of a batch gives it: read, counted, answered. */
import { deadline, instantOf, parseLocalMoment, parseTerm } from '#libs/calendar';
import type {
  CalendarRefusal,
  Counted,
  CountingProfile,
  CutOff,
  Deadline,
  Pause,
  PausedDeadline,
  Term,
  Unit,
  WorkCalendar,
} from '#libs/calendar';

export const UNITS: readonly Unit[] = ['working-days', 'working-hours', 'calendar-days'];

/** Local times without offset. A pause without its second moment still lasts. */
export interface DeadlineCase {
  readonly received: string;
  readonly time: string;
  /** Without it, the printed unit's own. */
  readonly unit?: Unit;
  readonly cutOff?: string;
  readonly supplement?: 'pause' | 'restart';
  readonly pauses?: readonly (readonly [from: string, to?: string | null])[];
}

/** `bad-json`, `bad-case`: the line can't be read; `unit-needed`: a bare number and no unit; `paused`: no due moment yet. */
export interface CaseError {
  readonly code: CalendarRefusal['code'] | 'bad-json' | 'bad-case' | 'unit-needed' | 'paused';
  readonly message: string;
}

export type Answer =
  | { readonly ok: true; readonly value: Deadline | PausedDeadline }
  | { readonly ok: false; readonly refusal: CaseError };

export function readCase(json: unknown): DeadlineCase | CaseError {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return badCase('mỗi dòng phải là một đối tượng');
  const given = Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
  const { received, time, unit, cutOff, supplement, pauses } = given as Record<string, unknown>;
  if (typeof received !== 'string') return badCase('received phải là chuỗi');
  if (typeof time !== 'string') return badCase('time phải là chuỗi');
  if (unit !== undefined && !(UNITS as readonly unknown[]).includes(unit)) {
    return badCase(`unit phải là ${UNITS.join(', ')}`);
  }
  if (cutOff !== undefined && typeof cutOff !== 'string') return badCase('cutOff phải là chuỗi');
  if (supplement !== undefined && supplement !== 'pause' && supplement !== 'restart') {
    return badCase('supplement phải là pause hoặc restart');
  }
  if (pauses !== undefined && !(Array.isArray(pauses) && pauses.every(isPair))) {
    return badCase('pauses phải là danh sách các cặp [từ, đến]');
  }
  return given as unknown as DeadlineCase;
}

export function answerCase(calendar: WorkCalendar, given: DeadlineCase): Answer {
  const received = parseLocalMoment(given.received);
  if (!received.ok) return received;
  const term = parseTerm(given.time);
  const unit = given.unit ?? unitOf(term);
  if (unit === undefined) {
    const message = `Không rõ đơn vị của thời hạn "${given.time}": cần một trong ${UNITS.join(', ')}`;
    return { ok: false, refusal: { code: 'unit-needed', message } };
  }
  const pauses = readPauses(given.pauses ?? []);
  if (!pauses.ok) return pauses;
  const profile = profileOf(given, unit);
  return deadline(calendar, { receivedAt: instantOf(received.value), term, profile, pauses: pauses.value });
}

/** What the printed unit says by itself; a plain `ngày` is a calendar day, and words need no unit to be refused. */
function unitOf(term: Term): Unit | undefined {
  if (term.kind !== 'amount') return 'working-days';
  if (term.unit === 'bare') return undefined;
  return term.unit === 'days' ? 'calendar-days' : term.unit;
}

function profileOf({ cutOff, supplement }: DeadlineCase, unit: Unit): CountingProfile {
  return {
    unit,
    cutOff: (cutOff ?? 'none') as CutOff,
    supplement: supplement ?? 'pause',
    pausesFor: ['supplement'],
    supplementExpiry: null,
    maxExtensions: 1,
    apology: 'one-working-day-before',
  };
}

function readPauses(given: NonNullable<DeadlineCase['pauses']>): Counted<readonly Pause[]> {
  const pauses: Pause[] = [];
  for (const [from, to] of given) {
    const began = parseLocalMoment(from);
    if (!began.ok) return began;
    const ended = typeof to === 'string' ? parseLocalMoment(to) : undefined;
    if (ended?.ok === false) return ended;
    pauses.push({
      cause: 'supplement',
      from: instantOf(began.value),
      ...(ended && { to: instantOf(ended.value) }),
    });
  }
  return { ok: true, value: pauses };
}

function isPair(pause: unknown): boolean {
  if (!Array.isArray(pause) || pause.length < 1 || pause.length > 2) return false;
  const [from, to] = pause as readonly unknown[];
  return typeof from === 'string' && (to === undefined || to === null || typeof to === 'string');
}

function badCase(fault: string): CaseError {
  return { code: 'bad-case', message: `Không đọc được trường hợp: ${fault}` };
}
