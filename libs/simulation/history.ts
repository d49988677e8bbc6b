/**
 * One dossier's life, played through the core. Each open step has a plan (taken up, done); what is earliest happens
 * first: a plan, an answer from outside, or something the clock notices. Longer than most: the cases are one list.
 */
import type { Actor } from '#libs/access';
import { addWorkingMinutes, workingDayBefore, workingMinutesBetween, type Instant } from '#libs/calendar';
import { dueMoments, pausedSince, type Active, type DossierCommand, type OpenStep } from '#libs/dossier';
import { pathToEnd, stepOf, transitionOf, type Step } from '#libs/procedure';
import type { Habits } from './habits.ts';
import type { Luck } from './luck.ts';
import type { DossierRecord } from './record.ts';
import type { Script } from './script.ts';
import type { Staff } from './staff.ts';
import type { Plant, PlantKind } from './types.ts';

const MAX_ACTIONS = 400;
const DAY_MINUTES = 480;
/** Typical work takes this share of the time allowed, with a spread as people have it. */
const TYPICAL_SHARE = 0.36;
const SHARE_SPREAD = 0.5;
const MOST_SHARE = 2.5;
const UNTIMED_MINUTES = 60;
/** A step is taken up within this share of its time, and within a morning. */
const CLAIMED_SHARE = 0.25;
const CLAIMED_WITHIN_MINUTES = 200;
const ANSWER_DAYS = 4;
/** An office asks no longer, and stops. */
const UNANSWERED_DAYS = 30;
const COLLECTED_AFTER_DAYS = 0.8;
const LOOPS_ENOUGH = 2;

interface Planned {
  readonly at: Instant;
  readonly order: number;
  run(at: Instant): void;
}

export class History {
  readonly plants: Plant[] = [];
  readonly #plans = new Map<string, Planned>();
  #order = 0;
  #supplements = 0;
  #consulted = false;
  #paid = false;
  #returned = false;
  #apologised = false;
  #deedDone = false;

  constructor(
    private readonly record: DossierRecord,
    private readonly staff: Staff,
    private readonly luck: Luck,
    private readonly script: Script,
    private readonly until: Instant,
    private readonly habits?: Habits,
  ) {}

  /** From the receipt to its end, or to the end of the simulated time. */
  play(): void {
    this.#planEndings();
    for (let count = 0; count < MAX_ACTIONS; count++) {
      const { state } = this.record;
      if (state.status !== 'open') return;
      this.#planOpenSteps(state);
      this.#planExtension(state);
      const [key, next] = this.#earliest();
      const moment = dueMoments(state).reduce<ReturnType<typeof dueMoments>[number] | undefined>(
        (first, other) => (first && first.at <= other.at ? first : other),
        undefined,
      );
      // What people do at the due moment itself is in time.
      if (moment && (!next || moment.at < next.at)) {
        if (moment.at >= this.until) return;
        this.#must({ kind: 'clock' }, moment.command, later(moment.at, state.lastActedAt));
        this.#noteOverdue(state, moment.command);
        continue;
      }
      if (!next || !key || next.at >= this.until) return;
      this.#plans.delete(key);
      next.run(next.at);
    }
  }

  #earliest(): [string?, Planned?] {
    let first: [string?, Planned?] = [];
    for (const [key, plan] of this.#plans) {
      const [, best] = first;
      if (!best || plan.at < best.at || (plan.at === best.at && plan.order < best.order)) first = [key, plan];
    }
    return first;
  }

  #plan(key: string, at: Instant, run: (at: Instant) => void): void {
    this.#plans.set(key, { at, run, order: this.#order++ });
  }

  #planOpenSteps(state: Active): void {
    // While the clock stands still nobody goes on.
    const paused = state.waiting.length > 0;
    for (const open of state.open) {
      const key = `${open.step}#${open.run}`;
      if (this.#plans.has(key) || (paused && open.kind !== 'applicant')) continue;
      this.#planStep(state, open, key);
    }
    const alive = new Set(state.open.map((open) => `${open.step}#${open.run}`));
    for (const key of this.#plans.keys()) {
      if (key.includes('#') && (!alive.has(key) || (paused && !this.#isApplicants(state, key))))
        this.#plans.delete(key);
    }
  }

  #isApplicants(state: Active, key: string): boolean {
    return state.open.some((open) => `${open.step}#${open.run}` === key && open.kind === 'applicant');
  }

  #planStep(state: Active, open: OpenStep, key: string): void {
    const step = this.#step(open.step);
    const from = later(open.startsAt, state.lastActedAt);
    if (open.kind === 'automatic') {
      this.#plan(key, this.#after(open.agency, from, 1 + this.luck.below(5)), (at) =>
        this.#complete(open, step, at),
      );
      return;
    }
    const collected = step.handsOver && (state.result !== null || !step.issuesResult);
    if (open.kind === 'applicant' || collected) {
      const days = open.kind === 'applicant' ? ANSWER_DAYS : COLLECTED_AFTER_DAYS;
      const minutes = Math.round(this.luck.exponential(days * DAY_MINUTES));
      this.#plan(key, this.#after(open.agency, from, minutes), (at) => this.#complete(open, step, at));
      return;
    }
    const { deed } = this.script;
    if (open.officer === null) {
      const chosen = deed?.do === 'claim' && !this.#deedDone && open.run === 1 && !isFirst(state);
      if (chosen) this.#deedDone = true;
      const [holder] = this.#candidates(open, from);
      // Another agency's officer meets the dossiers of many counters, and would have to be seen at them all.
      if (holder !== undefined && open.agency === state.agency)
        this.habits?.adopt(this.record.edition.code, open, holder);
      const eager = this.#eager(open, from);
      const minutes = chosen ? deed.afterMinutes : eager ? 0 : this.luck.below(this.#claimedWithin(open));
      this.#plan(key, this.#after(open.agency, chosen ? open.startsAt : from, minutes), (at) =>
        this.#claim(open, at),
      );
      return;
    }
    this.#plan(key, this.#finishAt(state, open, step, from), (at) => this.#work(open, step, at));
  }

  /** When the one who has it will be done. */
  #finishAt(state: Active, open: OpenStep, step: Step, from: Instant): Instant {
    const { deed } = this.script;
    const due = open.deadline?.dueAt;
    if (
      deed?.do === 'finish-step' &&
      due &&
      !this.#deedDone &&
      !isFirst(state) &&
      open.role === 'specialist'
    ) {
      this.#deedDone = true;
      if (deed.when === 'late') return this.#after(open.agency, due, 30);
      return later(minuteBefore(due), from);
    }
    const appointment = state.appointment?.deadline.dueAt;
    if (deed?.do === 'issue' && step.issuesResult && appointment) {
      if (deed.when === 'a-minute-before') return later(minuteBefore(appointment), from);
      return this.#after(open.agency, appointment, 45);
    }
    if (deed?.do === 'hand-to-stand-in') return this.#after(open.agency, from, 30);
    const allowed = due ? this.#between(open.agency, open.startsAt, due) : UNTIMED_MINUTES;
    const habit = this.habits?.shareOf(this.record.edition.code, open);
    const share =
      habit ?? Math.min(MOST_SHARE, this.luck.logNormal(TYPICAL_SHARE * this.script.pace, SHARE_SPREAD));
    return this.#after(open.agency, from, Math.max(2, Math.round(share * allowed)));
  }

  #claimedWithin({ agency, startsAt, deadline }: OpenStep): number {
    const allowed = deadline ? this.#between(agency, startsAt, deadline.dueAt) : UNTIMED_MINUTES;
    return Math.max(1, Math.min(CLAIMED_WITHIN_MINUTES, Math.floor(CLAIMED_SHARE * allowed)));
  }

  #claim(open: OpenStep, at: Instant): void {
    for (const officer of this.#candidates(open, at)) {
      const actor = this.staff.actor(officer, at);
      if (actor && this.record.attempt(actor, { type: 'claim', step: open.step }, at) === undefined) return;
    }
    this.#fail('claim', open.step, at);
  }

  /** The step's own time is over: something is missing, somebody is asked, it goes back, or it is done. */
  #work(open: OpenStep, step: Step, at: Instant): void {
    const state = this.#active();
    const { script } = this;
    if (this.habits?.shareOf(this.record.edition.code, open) !== undefined)
      return this.#complete(open, step, at);
    const earlier = !state.result && !step.issuesResult && open.role === 'specialist';
    const wanted = script.deed?.do === 'ask-supplements' ? script.deed.times : script.supplement ? 1 : 0;
    if (earlier && this.#supplements < wanted) return this.#askSupplement(open, at);
    if (earlier && script.consultation && !this.#consulted) return this.#consult(open, at);
    if (earlier && script.payment && !this.#paid && (this.record.edition.feeVnd ?? 0) > 0)
      return this.#askPayment(open, at);
    if (script.returns && !this.#returned && this.#return(open, step, at)) return;
    this.#complete(open, step, at);
  }

  #complete(open: OpenStep, step: Step, at: Instant): void {
    const state = this.#active();
    const late = open.deadline !== null && at > open.deadline.dueAt;
    const command = this.#ending(state, open, step);
    this.#doneBy(open, command, at);
    this.habits?.done(this.record.edition.code, open, this.record.id);
    if (late && !step.handsOver && open.kind === 'officer') this.#noteStep('step-late', open);
    const issued = !state.result && this.#handled().result !== null;
    if (issued && state.appointment && at > state.appointment.deadline.dueAt) this.#noteLate();
  }

  /** Handing over ends a step of its own kind; one that issues and hands over issues first. */
  #ending(state: Active, open: OpenStep, step: Step): DossierCommand {
    const result = { number: this.#number(), positive: this.script.positive };
    const issues = step.issuesResult && !state.result;
    if (step.handsOver && issues) return { type: 'issue-result', step: open.step, ...result, files: [] };
    if (step.handsOver) {
      const channel = state.channel === 'online' ? 'online' : 'counter';
      return { type: 'hand-over', channel, receivedBy: 'applicant' };
    }
    const { forms, results } = step;
    const outcome = this.#outcome(state, step);
    return {
      type: 'complete',
      step: open.step,
      outcome,
      forms,
      results,
      files: [],
      ...(issues && { result }),
    };
  }

  /** What the clock sees late is late, whatever becomes of it. */
  #noteOverdue(state: Active, command: DossierCommand): void {
    if (command.type === 'mark-dossier-overdue') return this.#noteLate();
    if (command.type !== 'mark-step-overdue') return;
    const open = state.open.find(({ step, run }) => step === command.step && run === command.run);
    if (open && open.kind === 'officer' && !this.#step(open.step).handsOver)
      this.#noteStep('step-late', open);
  }

  #noteLate(): void {
    this.#note('dossier-late', {});
    if (!this.#apologised) this.#note('late-without-apology', {});
  }

  #noteStep(kind: PlantKind, { step, run }: OpenStep): void {
    this.#note(kind, { step, run });
  }

  #note(kind: PlantKind, at: { step?: string; run?: number }): void {
    if (this.plants.some((one) => one.kind === kind && one.step === at.step && one.run === at.run)) return;
    this.plants.push({ kind, dossier: this.record.id, ...at, nearMiss: false, natural: true });
  }

  #askSupplement(open: OpenStep, at: Instant): void {
    this.#supplements += 1;
    const command = {
      type: 'request-supplement',
      step: open.step,
      items: ['Bản sao giấy tờ'],
      reason: 'Thành phần hồ sơ chưa đủ',
    } as const;
    this.#doneBy(open, command, at);
    if (!this.script.supplementAnswered) {
      const given = this.#after(open.agency, at, UNANSWERED_DAYS * DAY_MINUTES);
      return this.#planStop('unanswered', given, 'Quá lâu không bổ sung hồ sơ');
    }
    const days = this.script.deed ? 1 : this.luck.exponential(ANSWER_DAYS);
    const back = this.#after(open.agency, at, Math.max(30, Math.round(days * DAY_MINUTES)));
    this.#plan('supplement', back, (when) => {
      if (this.#active().waiting.length === 0) return;
      this.#must(
        { kind: 'applicant', account: 'cd' },
        { type: 'receive-supplement', documents: [{ code: 'BS', copies: 1 }] },
        when,
      );
    });
  }

  #consult(open: OpenStep, at: Instant): void {
    this.#consulted = true;
    const agency = open.agency === 'stc' ? 'stp' : 'stc';
    const answerBy = this.#after(open.agency, at, 5 * DAY_MINUTES);
    this.#doneBy(
      open,
      { type: 'consult', step: open.step, agency, question: 'Đề nghị cho ý kiến về hồ sơ', answerBy },
      at,
    );
    const back = this.#after(open.agency, at, 60 + Math.round(this.luck.exponential(3 * DAY_MINUTES)));
    const answer = { type: 'answer-consultation', agency, answer: 'Thống nhất', files: [] } as const;
    this.#plan('consultation', back, (when) =>
      this.#must({ kind: 'system', name: 'trục liên thông' }, answer, when),
    );
  }

  #askPayment(open: OpenStep, at: Instant): void {
    this.#paid = true;
    const amountVnd = this.record.edition.feeVnd ?? 0;
    this.#doneBy(open, { type: 'request-payment', step: open.step, amountVnd, what: 'Phí thẩm định' }, at);
    const back = this.#after(open.agency, at, 20 + Math.round(this.luck.exponential(DAY_MINUTES)));
    this.#plan('payment', back, (when) =>
      this.#must(
        { kind: 'system', name: 'thanh toán' },
        { type: 'confirm-payment', reference: this.#number() },
        when,
      ),
    );
  }

  #return(open: OpenStep, step: Step, at: Instant): boolean {
    const state = this.#active();
    const to = step.returnsTo.find(
      (no) => state.done.some((done) => done.step === no) && !state.open.some((other) => other.step === no),
    );
    if (to === undefined || state.result) return false;
    this.#returned = true;
    const late = open.deadline !== null && at > open.deadline.dueAt;
    this.#doneBy(open, { type: 'return', step: open.step, to, reason: 'Dự thảo chưa đạt yêu cầu' }, at);
    if (late) this.#noteStep('step-late', open);
    return true;
  }

  #outcome(state: Active, step: Step): string {
    const [first, ...others] = step.transitions;
    if (!first) throw new RangeError(`step ${step.no} leads nowhere`);
    if ((state.runs[step.no] ?? 1) > LOOPS_ENOUGH) {
      const next = pathToEnd(this.record.edition, step.no)?.[1];
      const out = step.transitions.find(({ to }) =>
        next === undefined ? to.length === 0 : to.includes(next),
      );
      return (out ?? first).outcome;
    }
    return others.length > 0 && this.luck.chance(0.15)
      ? this.luck.pick(others).outcome
      : transitionOf(step, first.outcome)!.outcome;
  }

  /** A superior apologises and names a new day, when the work ahead will not be done by the old one. */
  #planExtension(state: Active): void {
    const { appointment } = state;
    if (!appointment || state.result || appointment.extensions > 0 || this.#plans.has('extend')) return;
    if (state.waiting.length > 0) return void this.#plans.delete('extend');
    const { deed } = this.script;
    const due = appointment.deadline.dueAt;
    const told = deed?.do === 'extend-once' || (deed?.do === 'issue' && deed.when === 'late-after-apology');
    const slow = [...this.#plans].some(([key, plan]) => key.includes('#') && plan.at > due);
    if (!told && (deed !== undefined || !this.script.watched || !slow)) return;
    const latest = workingDayBefore(this.record.calendarOf(state.agency), due, 1);
    if (!latest.ok || latest.value <= state.lastActedAt) return;
    const soon = this.#after(state.agency, state.lastActedAt, 15);
    const when = told && soon < latest.value ? soon : latest.value;
    this.#plan('extend', when, (at) => this.#extend(at));
  }

  #extend(at: Instant): void {
    const state = this.#active();
    const { appointment, agency } = state;
    if (!appointment || state.result || pausedSince(state) !== null) return;
    const to = this.#after(agency, appointment.deadline.dueAt, DAY_MINUTES * (1 + this.luck.below(3)));
    for (const officer of this.staff.supervisors(agency, at)) {
      const actor = this.staff.actor(officer, at);
      if (
        !actor ||
        this.record.attempt(actor, { type: 'extend', to, reason: 'Cần thêm thời gian xác minh' }, at)
      )
        continue;
      this.#apologised = true;
      return;
    }
  }

  #planEndings(): void {
    const state = this.#active();
    const early = (): Instant =>
      this.#after(state.agency, state.lastActedAt, 60 + Math.round(this.luck.exponential(2 * DAY_MINUTES)));
    if (this.script.withdraws) {
      this.#plan('withdraw', early(), (at) => {
        if (!this.#active().result)
          this.#must(
            { kind: 'applicant', account: 'cd' },
            { type: 'withdraw', reason: 'Không còn nhu cầu' },
            at,
          );
      });
    }
    if (this.script.stopped) this.#planStop('stop', early(), 'Theo đề nghị của người nộp');
  }

  #planStop(key: string, when: Instant, reason: string): void {
    const { agency } = this.#active();
    this.#plan(key, when, (at) => {
      const [officer] = this.staff.supervisors(agency, at);
      const actor = officer === undefined ? null : this.staff.actor(officer, at);
      if (actor && !this.#active().result) this.#must(actor, { type: 'stop', reason }, at);
    });
  }

  #doneBy(open: OpenStep, command: DossierCommand, at: Instant): void {
    if (open.kind === 'automatic') return this.#must({ kind: 'system', name: 'hệ thống' }, command, at);
    if (open.kind === 'applicant') return this.#must({ kind: 'applicant', account: 'cd' }, command, at);
    const now = this.#active().open.find((other) => other.step === open.step && other.run === open.run);
    const officers = now?.officer ? [now.officer] : this.#candidates(open, at);
    let refused: string | undefined;
    for (const officer of officers) {
      const actor = this.staff.actor(officer, at);
      refused = actor ? this.record.attempt(actor, command, at) : 'no-post';
      if (refused === undefined) return;
    }
    this.#fail(`${command.type} (${refused})`, open.step, at);
  }

  /** Not always the same one: each dossier begins somewhere else in the unit. */
  #candidates(open: OpenStep, at: Instant): readonly string[] {
    const holders = this.staff.holders(open.role, open.unit, at);
    const eager = this.#eager(open, at);
    if (eager !== undefined) return [eager, ...holders.filter((id) => id !== eager)];
    const begin = holders.length > 0 ? this.luck.below(holders.length) : 0;
    return [...holders.slice(begin), ...holders.slice(0, begin)];
  }

  #eager(open: OpenStep, at: Instant): string | undefined {
    return this.habits?.whoseIn(
      this.record.edition.code,
      open.step,
      this.staff.holders(open.role, open.unit, at),
    );
  }

  #must(actor: Actor, command: DossierCommand, at: Instant): void {
    const refused = this.record.attempt(actor, command, at);
    if (refused !== undefined) this.#fail(`${command.type} (${refused})`, '', at);
  }

  #fail(what: string, step: string, at: Instant): never {
    const { id, edition } = this.record;
    throw new Error(`simulated dossier ${id} of ${edition.code}: ${what} ${step} at ${at} was refused`);
  }

  #active(): Active {
    const { state } = this.record;
    if (state.status !== 'open') throw new RangeError(`acted on a dossier that is ${state.status}`);
    return state;
  }

  #handled() {
    const { state } = this.record;
    if (!('result' in state)) throw new RangeError(`looked at a dossier that is ${state.status}`);
    return state;
  }

  #step(no: string): Step {
    const step = stepOf(this.record.edition, no);
    if (!step) throw new RangeError(`no step ${no} in ${this.record.edition.code}`);
    return step;
  }

  #number = (): string => `${1 + this.luck.below(9_999)}/KQ`;

  #after(agency: string, from: Instant, minutes: number): Instant {
    const reached = addWorkingMinutes(this.record.calendarOf(agency), from, minutes);
    if (!reached.ok) throw new RangeError(reached.refusal.message);
    return reached.value;
  }

  #between(agency: string, from: Instant, to: Instant): number {
    const minutes = workingMinutesBetween(this.record.calendarOf(agency), from, to);
    if (!minutes.ok) throw new RangeError(minutes.refusal.message);
    return minutes.value;
  }
}

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

const minuteBefore = (at: Instant): Instant => new Date(Date.parse(at) - 60_000).toISOString() as Instant;

/** The receipt's own step, which its receiver has at once. */
const isFirst = (state: Active): boolean => state.done.length === 0;
