/** The survey form as a page that needs no script: an old phone opens it. */
import { MAX_COMMENT } from '#libs/quality';
import type { Answers } from '#libs/quality';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Attempts, VIEWS_PER_MINUTE } from '../http/attempts.ts';
import { escaped } from '../portal/html.ts';
import type { PublicPage } from '../portal/public-pages.ts';
import type { OpenSurvey, Surveys } from './surveys.ts';

export const SURVEY_PAGE = '/khao-sat/:token';
const TITLE = 'Ý kiến của Ông/Bà';
const ANSWER = 'a.';
const COMMENT = 'comment';

const sentForm = z.record(z.string().max(20), z.string().max(MAX_COMMENT)).catch({});

const told = (words: string, fault = false): PublicPage => ({
  title: TITLE,
  main: `<p class="answer${fault ? ' fault' : ''}" role="${fault ? 'alert' : 'status'}">${words}</p>`,
});

const SENT = told('Phiếu này đã được gửi.');
const THANKS = told('Cảm ơn Ông/Bà đã góp ý.');
const UNKNOWN = told('Không tìm thấy phiếu. Vui lòng quét lại mã QR trên giấy hẹn.', true);

export class SurveyPages {
  readonly #views = new Attempts(VIEWS_PER_MINUTE);
  readonly #surveys: Surveys;

  constructor(surveys: Surveys) {
    this.#surveys = surveys;
  }

  async shown(request: FastifyRequest): Promise<PublicPage> {
    const wait = this.#views.take(request.ip, Date.now());
    if (wait > 0) return told(`Vui lòng thử lại sau ${wait} giây.`, true);
    const token = tokenOf(request);
    const asked = await this.#surveys.open(token);
    if (asked.kind === 'open') return formPage(token, asked);
    return asked.kind === 'sent' ? SENT : UNKNOWN;
  }

  async sent(request: FastifyRequest): Promise<PublicPage> {
    const wait = this.#views.take(request.ip, Date.now());
    if (wait > 0) return told(`Vui lòng thử lại sau ${wait} giây.`, true);
    const token = tokenOf(request);
    const { answers, comment } = formOf(request.body);
    const sent = await this.#surveys.answer(token, answers, comment);
    switch (sent.kind) {
      case 'thanks':
        return THANKS;
      case 'sent':
        return SENT;
      case 'unknown':
        return UNKNOWN;
      case 'refused':
        return formPage(token, sent.survey, 'Vui lòng chọn ít nhất một câu trả lời.');
      default:
        return sent satisfies never;
    }
  }
}

const tokenOf = ({ params }: FastifyRequest): string => (params as { token: string }).token;

/** A question left at “Không ý kiến” comes as an empty field. */
function formOf(body: unknown): { answers: Answers; comment: string | undefined } {
  const fields = sentForm.parse({ ...(body as object) });
  const answers = Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith(ANSWER) && value !== '' ? [[name.slice(ANSWER.length), Number(value)] as const] : [],
  );
  const comment = fields[COMMENT]?.trim().normalize('NFC');
  return { answers: Object.fromEntries(answers), comment: comment === '' ? undefined : comment };
}

function formPage(token: string, { set, agency, procedure }: OpenSurvey, fault?: string): PublicPage {
  const questions = set.questions.map(({ id, vi }, index) => {
    const choices = [
      ...set.scale.map((choice) => [String(choice.score), choice.vi] as const),
      ['', 'Không ý kiến'],
    ];
    const radios = choices.map(
      ([value, words]) =>
        `<label><input type="radio" name="${ANSWER}${id}" value="${value}"${value === '' ? ' checked' : ''} /> ${escaped(words)}</label>`,
    );
    return `<fieldset><legend>${index + 1}. ${escaped(vi)}</legend>${radios.join('')}</fieldset>`;
  });
  return {
    title: TITLE,
    main: `<p>${escaped(procedure)}<br />${escaped(agency)}</p>
      <p>Phiếu không ghi tên, và chỉ gửi được một lần. Công chức giải quyết hồ sơ không biết ai đã trả lời.</p>
      ${fault === undefined ? '' : `<p class="answer fault" role="alert">${fault}</p>`}
      <form method="post" action="/khao-sat/${escaped(token)}">${questions.join('')}
        <label for="${COMMENT}">Ý kiến khác (không bắt buộc)</label>
        <textarea id="${COMMENT}" name="${COMMENT}" rows="4" maxlength="${MAX_COMMENT}"></textarea>
        <button type="submit">Gửi ý kiến</button>
      </form>`,
  };
}
