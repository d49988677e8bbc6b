/** A dossier's survey form: open to whoever has its token, once. */
import { readFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { dateOf } from '#libs/calendar';
import { fromRecorded, isSurveyed, recordSurvey } from '#libs/commands';
import { asStepTable, fold } from '#libs/dossier';
import type { Active, Closed } from '#libs/dossier';
import { checkAnswers, isLow, readQuestionSet, SHIPPED_QUESTION_SETS } from '#libs/quality';
import type { Answers, AnswersRefusal, QuestionSet, SurveyAnswered } from '#libs/quality';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';
import { namesOf } from '../dossiers/names.ts';
import { RUNTIME } from '../tokens.ts';

const SET = 'sipas-12';
/** The answers that a complaint names. */
const LOW_SCORE = 2;
const MONTH_LENGTH = 'YYYY-MM'.length;

/** What the form is headed with. */
export interface OpenSurvey {
  readonly set: QuestionSet;
  readonly agency: string;
  readonly procedure: string;
}

export type AskedSurvey = ({ readonly kind: 'open' } & OpenSurvey) | { readonly kind: 'sent' | 'unknown' };
export type SentSurvey =
  | { readonly kind: 'thanks' | 'sent' | 'unknown' }
  | { readonly kind: 'refused'; readonly refusal: AnswersRefusal; readonly survey: OpenSurvey };

@Injectable()
export class Surveys {
  #set: Promise<QuestionSet> | undefined;

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** The questions in force. */
  set(): Promise<QuestionSet> {
    return (this.#set ??= readFile(SHIPPED_QUESTION_SETS.get(SET)!, 'utf8').then(readQuestionSet));
  }

  async open(token: string): Promise<AskedSurvey> {
    const found = await this.find(token);
    if (!found) return { kind: 'unknown' };
    if (await isSurveyed(this.runtime, found.dossier)) return { kind: 'sent' };
    return { kind: 'open', ...(await this.headed(found.state)) };
  }

  async answer(token: string, given: Answers, comment: string | undefined): Promise<SentSurvey> {
    const found = await this.find(token);
    if (!found) return { kind: 'unknown' };
    const set = await this.set();
    const checked = checkAnswers(set, given);
    if (!checked.ok) {
      return { kind: 'refused', refusal: checked.refusal, survey: await this.headed(found.state) };
    }
    const { dossier, state } = found;
    if (await isSurveyed(this.runtime, dossier)) return { kind: 'sent' };
    const answered = {
      set: set.code,
      edition: set.edition,
      agency: state.agency,
      procedure: state.pinned.procedure,
      month: dateOf(this.runtime.now()).slice(0, MONTH_LENGTH),
      lateSteps: await this.lateStepsOf(state),
      answers: checked.answers,
    };
    // The complaint first: sent again after a failure in between, it is still one complaint.
    if (isLow(set, answered.answers)) await this.complain(dossier, answered, set);
    const outcome = await recordSurvey(this.runtime, dossier, answered, comment);
    return { kind: outcome.kind === 'recorded' ? 'thanks' : 'sent' };
  }

  /** Somebody looks into what lay behind a low answer; into the procedure, for nobody knows whose answer it was. */
  private async complain(dossier: string, answered: SurveyAnswered, set: QuestionSet): Promise<void> {
    const { agency, procedure, answers } = answered;
    const low = set.questions.filter(({ id }) => (answers[id] ?? Infinity) <= LOW_SCORE);
    const title = `Người dân không hài lòng: ${procedure}`;
    const description = low.map(({ id, vi }) => `${vi}: ${answers[id]}`).join('; ') || 'Điểm chung thấp.';
    const commandId = commandIdOf('survey', this.runtime.secrets.surveyStreamOf(dossier));
    const since = this.runtime.now();
    await this.runtime.nonconformities.raise({
      actor: { kind: 'system', name: 'survey' },
      commandId,
      requestHash: requestHashOf(commandId),
      agency,
      source: 'complaint',
      severity: 'minor',
      title,
      description,
      cause: null,
      threshold: null,
      since,
      evidence: [],
    });
  }

  private async find(token: string): Promise<{ dossier: string; state: Active | Closed } | undefined> {
    const dossier = this.runtime.secrets.dossierOfSurvey(token);
    if (dossier === undefined) return undefined;
    const state = fold((await this.runtime.ledger.load(dossier)).map(fromRecorded));
    return 'open' in state ? { dossier, state } : undefined;
  }

  private async headed(state: Active | Closed): Promise<OpenSurvey> {
    const edition = await this.runtime.editions.edition(state.pinned.procedure, state.pinned.edition);
    return {
      set: await this.set(),
      agency: namesOf(await this.runtime.organisation()).agency(state.agency).name,
      procedure: edition?.title ?? state.pinned.procedure,
    };
  }

  private async lateStepsOf(state: Active | Closed): Promise<readonly string[]> {
    const edition = await this.runtime.editions.edition(state.pinned.procedure, state.pinned.edition);
    if (!edition) return [];
    const rows = asStepTable(state, edition, this.runtime.now());
    return [...new Set(rows.filter((row) => row.state === 'late').map(({ step }) => step))];
  }
}
