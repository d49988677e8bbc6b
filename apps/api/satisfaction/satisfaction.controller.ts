/** What citizens said: results with their sample size, and their words, which nobody can tie to a dossier. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { isLow, LEAST_FORMS, resultsOf } from '#libs/quality';
import type { GroupResult, QuestionSet } from '#libs/quality';
import { commentedForms, MAX_FORMS, surveyForms } from '#libs/read-models';
import type { SurveyForm, SurveyWanted } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { namesOf } from '../dossiers/names.ts';
import { agenciesSeen } from '../figures/scope.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { commentsQuery, resultsQuery, satisfactionComments, satisfactionResults } from './contract.ts';
import type {
  CommentsQuery,
  ResultsQuery,
  SatisfactionCommentsView,
  SatisfactionResultsView,
} from './contract.ts';
import { Surveys } from './surveys.ts';

const MAX_COMMENTS = 200;
/** Who follows up what citizens say; an officer reads the figures alone. */
const READERS = ['supervisor', 'iso-secretary', 'auditor', 'committee'] as const;

@ApiTags('satisfaction')
@Controller('api/satisfaction')
export class SatisfactionController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(Surveys) private readonly surveys: Surveys,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: satisfactionResults })
  async results(
    @Me() me: Caller,
    @Query({ schema: resultsQuery }) query: ResultsQuery,
  ): Promise<SatisfactionResultsView> {
    const set = await this.surveys.set();
    const forms = await surveyForms(this.runtime.pool, this.wanted(me, query, set));
    if (forms.length > MAX_FORMS) {
      throw problem(400, 'too-many-forms', `Quá ${MAX_FORMS} phiếu. Vui lòng thu hẹp khoảng thời gian.`);
    }
    const names = namesOf(await this.runtime.organisation());
    const groups = Map.groupBy(
      forms.flatMap((form) => keysOf(form, query.by).map((key) => ({ key, form }))),
      ({ key }) => key,
    );
    return {
      set: {
        code: set.code,
        edition: set.edition,
        questions: set.questions.map(({ id, vi, en }) => ({ id, vi, en })),
      },
      leastForms: LEAST_FORMS,
      whole: shown(resultsOf(set, answersOf(forms))),
      groups: [...groups]
        .map(([key, members]) => ({
          key,
          name: query.by === 'agency' ? names.agency(key).name : key,
          ...shown(resultsOf(set, answersOf(members.map(({ form }) => form)))),
        }))
        .sort((a, b) => a.key.localeCompare(b.key)),
    };
  }

  /** The citizens' own words, by month alone; none where fewer forms came than are shown. */
  @Get('comments')
  @ApiOkResponse({ standardSchema: satisfactionComments })
  async comments(
    @Me() me: Caller,
    @Query({ schema: commentsQuery }) query: CommentsQuery,
  ): Promise<SatisfactionCommentsView> {
    if (!READERS.some((role) => me.authorities.systemRoles.includes(role))) {
      throw problem(403, 'not-permitted', 'Ý kiến của người dân chỉ người theo dõi chất lượng được đọc.', {
        allowed: READERS,
      });
    }
    const set = await this.surveys.set();
    const wanted = this.wanted(me, query, set);
    const { pool, ledger } = this.runtime;
    if ((await surveyForms(pool, wanted)).length < LEAST_FORMS) return { comments: [] };
    const forms = await commentedForms(pool, wanted, MAX_COMMENTS);
    const sealed = await ledger.readPiiOfStreams(forms.map(({ survey }) => survey));
    const words = new Map(
      sealed.map(({ streamId, data }) => [streamId, (data as { comment: string }).comment]),
    );
    const names = namesOf(await this.runtime.organisation());
    return {
      comments: forms.flatMap(({ survey, month, agency, procedure, answers }) => {
        const text = words.get(survey);
        if (text === undefined) return [];
        return { month, agency: names.agency(agency).name, procedure, low: isLow(set, answers), text };
      }),
    };
  }

  private wanted(me: Caller, query: CommentsQuery, set: QuestionSet): SurveyWanted {
    const { agency, procedure, step, from, to } = query;
    const seen = agenciesSeen(me.authorities, agency, this.runtime.now());
    return {
      agencies: agency === undefined ? seen : [agency],
      procedure,
      lateStep: step,
      from,
      to,
      set: set.code,
      edition: set.edition,
    };
  }
}

const answersOf = (forms: readonly SurveyForm[]) => forms.map(({ answers }) => answers);

function keysOf(form: SurveyForm, by: ResultsQuery['by']): readonly string[] {
  return by === 'step' ? form.lateSteps.map((step) => `${form.procedure} ${step}`) : [form[by]];
}

const shown = (result: GroupResult) => ({
  forms: result.forms,
  questions: result.shown ? [...result.questions] : null,
});
