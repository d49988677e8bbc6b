/** Who may do what in a year of scoring, and the commands they send. */
import { Inject, Injectable } from '@nestjs/common';
import { can } from '#libs/access';
import type { SheetOutcome, SheetWish, YearOutcome, YearWish } from '#libs/commands';
import type { Instant } from '#libs/calendar';
import { FiguresBehind } from '#libs/read-models';
import { allowedOnSheet, needsQualification, participantOf } from '#libs/scoring/year';
import type {
  EvidenceFile,
  Figures,
  OpenYear,
  Participant,
  ScoringRefusalCode,
  SheetCommandType,
  SheetState,
} from '#libs/scoring/year';
import type { Runtime } from '#libs/runtime';
import { positionToken } from '../dossiers/position.ts';
import { may, officerActor, usedBy } from '../http/actor.ts';
import type { Caller } from '../http/authentication.ts';
import { requestOf } from '../http/idempotency.ts';
import { notFound, problem, unrecorded } from '../http/problem.ts';
import type { ProblemException } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';

/** What the agency itself does; the level above reviews; all else is the committee's. */
const ITS_OWN: readonly SheetCommandType[] = ['save', 'submit', 'appeal'];

@Injectable()
export class ScoringService {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** 404 when no such year was opened. */
  async year(id: string): Promise<OpenYear> {
    const { state } = await this.runtime.scoring.loadYear(id);
    if (state.status === 'none') throw notFound();
    return state;
  }

  participant({ plan }: OpenYear, agency: string): Participant {
    const found = participantOf(plan, agency);
    if (found === undefined) throw notFound();
    return found;
  }

  isOfficial(me: Caller): boolean {
    return may(me, { action: 'scoring.official' }, this.runtime.now());
  }

  /** What of it this person may send now; and whether some of it is refused for want of a qualification (7.2). */
  async offered(me: Caller, year: OpenYear, participant: Participant, sheet: SheetState) {
    const { agency } = participant;
    const theirs = allowedOnSheet(year, agency, sheet).filter((type) => this.maySend(me, participant, type));
    const bound = theirs.filter((type) => needsQualification(year, agency, type));
    const barred = bound.length > 0 && !(await this.runtime.scoring.isQualified(usedBy(me)));
    return { allowed: barred ? theirs.filter((type) => !bound.includes(type)) : theirs, unqualified: barred };
  }

  /** May this person send such a command on that sheet, whatever its phase? */
  maySend(me: Caller, { agency, reviewer }: Participant, type: SheetCommandType): boolean {
    if (ITS_OWN.includes(type)) return this.speaksFor(me, agency);
    return this.isOfficial(me) || (type === 'review' && this.speaksFor(me, reviewer));
  }

  /** The agency's own people, those who review or audit it, the committee. */
  maySee(me: Caller, { agency, reviewer }: Participant): boolean {
    const wish = { action: 'figures.read', agency } as const;
    return may(me, wish, this.runtime.now()) || this.speaksFor(me, reviewer);
  }

  refuseUnlessOfficial(me: Caller): void {
    const answer = can(officerActor(me.authorities), { action: 'scoring.official' }, this.runtime.now());
    if (!answer.ok) throw problem(403, answer.refusal.code, 'Việc này của Ban chỉ đạo ISO.');
  }

  refuseUnseen(me: Caller, participant: Participant): void {
    if (!this.maySee(me, participant)) {
      throw problem(403, 'not-permitted', 'Anh/chị không có quyền xem phiếu chấm điểm này.');
    }
  }

  /** 404: no such sheet; 403: not for the one who asks. */
  async seen(me: Caller, id: string, agency: string) {
    const year = await this.year(id);
    const participant = this.participant(year, agency);
    this.refuseUnseen(me, participant);
    return { year, participant };
  }

  /** After the decision the committee's, after publication everybody's. */
  refuseUnpublished(me: Caller, { phase }: OpenYear): void {
    if (phase === 'frozen' || (phase === 'decided' && this.isOfficial(me))) return;
    throw problem(409, 'not-published', 'Kết quả chưa được công bố.', { phase });
  }

  /** Undefined: no entry or appeal of the sheet holds such a file. */
  async fileOf({ plan }: OpenYear, agency: string, sha256: string): Promise<EvidenceFile | undefined> {
    const { draft, stages, appeals } = await this.runtime.scoring.loadSheet(plan.id, agency);
    const handedIn = Object.values(stages).map(({ entries }) => entries);
    const files = [...(draft ? [draft] : []), ...handedIn].flatMap(({ evidence }) =>
      Object.values(evidence).flatMap((entry) => entry.files ?? []),
    );
    return [...files, ...appeals.flatMap((appeal) => appeal.files)].find((file) => file.sha256 === sha256);
  }

  /** What was known at a moment, once the figures have come so far. */
  async figures({ plan }: OpenYear, agency: string, asOf: Instant): Promise<Figures> {
    const known = await whenReady(this.runtime.metrics.figuresOf([agency], plan.period, asOf));
    return known.get(agency) ?? {};
  }

  async onYear(me: Caller, key: string, year: string, command: YearWish, request: object) {
    this.refuseUnlessOfficial(me);
    const outcome = await this.runtime.scoring.year({ ...this.asked(me, key, year, request), command });
    if (!('state' in outcome)) throw problemOf(outcome);
    return { position: positionToken(outcome.position, outcome.stream) };
  }

  async onSheet(me: Caller, key: string, where: { year: string; agency: string }, command: SheetWish) {
    const participant = this.participant(await this.year(where.year), where.agency);
    if (!this.maySend(me, participant, command.type)) {
      throw problem(403, 'not-permitted', 'Anh/chị không có quyền thực hiện việc này.');
    }
    const asked = this.asked(me, key, where.year, { ...where, command });
    const outcome = await whenReady(this.runtime.scoring.sheet({ ...asked, agency: where.agency, command }));
    if (!('state' in outcome)) throw problemOf(outcome);
    return { position: positionToken(outcome.position, outcome.stream) };
  }

  /** An ISO secretary speaks for the agency. */
  private speaksFor(me: Caller, agency: string): boolean {
    return may(me, { action: 'scoring.self', agency }, this.runtime.now());
  }

  private asked(me: Caller, key: string, year: string, request: object) {
    return { year, by: usedBy(me), ...requestOf(me, key, { year, request }) };
  }
}

/** The projector is a moment behind: nothing is decided on half of the figures. */
export async function whenReady<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof FiguresBehind)) throw error;
    throw problem(503, 'figures-behind', 'Số liệu đang được tổng hợp. Vui lòng thử lại sau ít phút.');
  }
}

/** Not theirs to give: 403. Asked at the wrong time: 409. Everything else that the rules refuse is in what was sent: 400. */
const STATUS: Readonly<Partial<Record<ScoringRefusalCode, number>>> = {
  'not-qualified': 403,
  'wrong-phase': 409,
  'already-open': 409,
  'not-open': 409,
  'not-due': 409,
  'already-sampled': 409,
  'not-sampled': 409,
  'self-score-missed': 409,
  'not-reviewed': 409,
  'appeal-open': 409,
  'no-appeal': 409,
  'appeals-open': 409,
  'already-decided': 409,
  'not-decided': 409,
};

function problemOf(
  outcome: Exclude<YearOutcome | SheetOutcome, { readonly state: unknown }>,
): ProblemException {
  return outcome.kind === 'unknown-year' ? notFound() : unrecorded(outcome, STATUS);
}
