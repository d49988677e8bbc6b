/** Who may compare, what a log most likely means, and the comparison itself. */
import { Inject, Injectable } from '@nestjs/common';
import { can } from '#libs/access';
import { dateOf } from '#libs/calendar';
import {
  compareCase,
  ComparisonFold,
  draftedFile,
  officeMinutes,
  PathFold,
  proposeSteps,
  yardstick,
  type LogCase,
  type Yardstick,
} from '#libs/conformance';
import { commandIdOf } from '#libs/ledger';
import { isKnownRole, roleIn, type Edition } from '#libs/procedure';
import { listEditions } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { officerActor } from '../http/actor.ts';
import type { Caller } from '../http/authentication.ts';
import { notFound, problem } from '../http/problem.ts';
import type { EditionFileView } from '../procedures/view.ts';
import { RUNTIME } from '../tokens.ts';
import { ConfirmedWords } from './confirmed.ts';
import type { CompareBody, DraftBody, PreviewBody, StepsBody } from './contract.ts';
import { LogReading } from './reading.ts';
import { ComparisonStore, type NumberedCase, type StoredComparison } from './store.ts';

const CASES_A_WRITE = 500;

type Part = CompareBody['parts'][number];
interface Measuring {
  readonly asked: Part;
  readonly yard: Yardstick;
  readonly fold: ComparisonFold;
}

@Injectable()
export class ComparisonService {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(LogReading) private readonly reading: LogReading,
    @Inject(ComparisonStore) private readonly store: ComparisonStore,
    @Inject(ConfirmedWords) private readonly words: ConfirmedWords,
  ) {}

  /** The ISO secretary's own agency, the agencies that an auditor audits. */
  agenciesOf({ authorities }: Caller): readonly string[] {
    const near = [authorities.agency, ...(authorities.auditedAgencies ?? [])];
    const actor = officerActor(authorities);
    const now = this.runtime.now();
    return [...new Set(near)].filter((agency) => can(actor, { action: 'log.compare', agency }, now).ok);
  }

  /** Refused with 403. */
  permit({ authorities }: Caller, agency: string): void {
    const wish = { action: 'log.compare', agency } as const;
    if (!can(officerActor(authorities), wish, this.runtime.now()).ok) throw refused();
  }

  /** One that there is, of an agency of theirs. */
  async seen(me: Caller, id: string): Promise<StoredComparison> {
    const found = await this.store.load(id);
    if (!found) throw notFound();
    this.permit(me, found.agency);
    return found;
  }

  async preview(me: Caller, { agency, file, delimiter, fields: chosen }: PreviewBody) {
    this.permit(me, agency);
    const { head, columns, fields: proposed } = await this.reading.look(file, delimiter);
    const fields = chosen ?? proposed;
    const shown = {
      format: head.format,
      delimiter: head.format === 'csv' ? head.delimiter : null,
      columns: [...columns],
      rows: head.format === 'csv' ? head.rows.map((row) => [...row]) : [],
      fields,
    };
    if (fields.case === undefined || fields.activity === undefined) return { ...shown, found: null };
    const survey = await this.reading.survey({ file, delimiter, fields });
    const kept = await this.words.roles(
      agency,
      survey.roles.map(({ name }) => name),
    );
    const codes = new Set((await listEditions(this.runtime.pool)).map(({ code }) => code));
    return {
      ...shown,
      found: {
        ...survey,
        roles: survey.roles.map(({ name, events }) => ({ name, events, ...roleOf(name, kept) })),
        procedures: survey.procedures.map(({ said, cases, activities }) => ({
          said,
          cases,
          activities: [...activities],
          procedure: said !== null && codes.has(said.trim()) ? said.trim() : null,
        })),
      },
    };
  }

  async propose(me: Caller, { agency, procedure, edition, activities }: StepsBody) {
    this.permit(me, agency);
    const known = await this.edition(procedure, edition);
    const numbers = new Set(known.steps.map(({ no }) => no));
    const kept = await this.words.steps(agency, procedure, activities);
    const proposed = proposeSteps(activities, known);
    const steps = activities.map((activity) => {
      const before = kept.get(activity);
      // A step that a later edition dropped is no longer what was confirmed.
      if (before === null || (before !== undefined && numbers.has(before))) {
        return { activity, step: before, how: 'kept' as const };
      }
      const like = proposed.get(activity);
      return { activity, step: like?.step ?? null, how: like?.how ?? ('none' as const) };
    });
    return { steps };
  }

  /** Nothing is kept: a procedure to begin with, as most cases of the log go. Refused with 400 where none does anything. */
  async draft(me: Caller, { agency, file, delimiter, fields, said, code, title }: DraftBody) {
    this.permit(me, agency);
    const fold = new PathFold();
    await this.reading.read({ file, delimiter, fields }, (one) => {
      if (said === null || one.procedure === said) fold.add(one);
    });
    const most = fold.most();
    if (most === null) throw problem(400, 'no-cases', 'Nhật ký không có hồ sơ nào để dựng quy trình.');
    const { agencies } = await this.runtime.organisation();
    const head = {
      code,
      title,
      agency: agencies.get(agency)?.name ?? agency,
      effectiveFrom: dateOf(this.runtime.now()),
    };
    return { ...most, path: [...most.path], file: draftedFile(most, head) as EditionFileView };
  }

  /** The same key makes one comparison. */
  async compare(me: Caller, key: string, body: CompareBody): Promise<string> {
    const { agency, title, file, fields, roles } = body;
    this.permit(me, agency);
    const id = commandIdOf(me.session.account, key);
    const parts = await Promise.all(body.parts.map((part) => this.measuring(agency, part, roles)));
    const [by, at] = [me.authorities.officer, this.runtime.now()];
    const begun = await this.store.begin({ id, agency, title, by, at, file, asked: { fields, roles } });
    if (!begun) return this.again(id);
    try {
      await this.measure(id, body, parts);
    } catch (error) {
      await this.store.abandon(id);
      throw error;
    }
    for (const { procedure, steps } of body.parts) {
      await this.words.keepSteps({ agency, procedure, by, at }, steps);
    }
    await this.words.keepRoles({ agency, by, at }, roles);
    return id;
  }

  async edition(code: string, number: number): Promise<Edition> {
    const state = await this.runtime.editionCommands.load(code, number);
    if (state.status === 'none') throw problem(400, 'unknown-procedure', 'Không có lần ban hành này.');
    return state.edition;
  }

  private async again(id: string): Promise<string> {
    if (await this.store.load(id)) return id;
    throw problem(503, 'busy', 'Đối chiếu này đang chạy. Vui lòng thử lại sau ít giây.');
  }

  private async measuring(agency: string, asked: Part, roles: CompareBody['roles']): Promise<Measuring> {
    const strange = Object.values(roles).filter((role) => role !== null && !isKnownRole(role));
    if (strange.length > 0) throw problem(400, 'unknown-role', 'Không có vai trò này.', { at: strange });
    const edition = await this.edition(asked.procedure, asked.edition);
    const numbers = new Set(edition.steps.map(({ no }) => no));
    const unknown = Object.values(asked.steps).filter((step) => step !== null && !numbers.has(step));
    if (unknown.length > 0)
      throw problem(400, 'unknown-step', 'Quy trình không có bước này.', { at: unknown });
    const { calendars } = this.runtime;
    const minutes = officeMinutes(calendars.calendarOf(calendars.current(), agency));
    const yard = yardstick(edition, { steps: asked.steps, roles }, minutes);
    return { asked, yard, fold: new ComparisonFold(yard) };
  }

  private async measure(id: string, { file, delimiter, fields }: CompareBody, parts: readonly Measuring[]) {
    let waiting: NumberedCase[] = [];
    let [no, elsewhere] = [0, 0];
    const write = async (): Promise<void> => {
      if (waiting.length > 0) await this.store.addCases(id, waiting);
      waiting = [];
    };
    const badRows = await this.reading.read({ file: file.sha256, delimiter, fields }, async (one) => {
      no += 1;
      const part = parts.findIndex(({ asked }) => isOf(asked, one));
      const measuring = parts[part];
      if (!measuring) {
        elsewhere += 1;
        return;
      }
      const compared = compareCase(measuring.yard, one);
      measuring.fold.add(compared);
      waiting.push({ part, no, compared });
      if (waiting.length >= CASES_A_WRITE) await write();
    });
    await write();
    const results = parts.map(({ asked: { procedure, edition, said, steps }, fold }, part) => ({
      part,
      procedure,
      edition,
      said,
      steps,
      result: fold.result(),
    }));
    const sum = (of: 'cases' | 'same' | 'inOrder' | 'open' | 'events'): number =>
      results.reduce((all, { result }) => all + result[of], 0);
    const counts = { cases: sum('cases'), same: sum('same'), inOrder: sum('inOrder'), open: sum('open') };
    if (counts.cases === 0) throw problem(400, 'no-cases', 'Nhật ký không có hồ sơ nào để đối chiếu.');
    const events = sum('events');
    const summary = { ...counts, events, rows: events + badRows.count, badRows, elsewhere };
    await this.store.end(id, summary, results);
  }
}

const isOf = ({ said }: Part, { procedure }: LogCase): boolean => said === null || said === procedure;

function roleOf(name: string, kept: ReadonlyMap<string, string | null>) {
  const before = kept.get(name);
  if (before !== undefined) return { role: before, how: 'kept' as const };
  const likely = isKnownRole(name) ? name : roleIn(name);
  return likely === undefined
    ? { role: null, how: 'none' as const }
    : { role: likely, how: 'likely' as const };
}

const refused = () => problem(403, 'not-permitted', 'Anh/chị không có quyền thực hiện việc này.');
