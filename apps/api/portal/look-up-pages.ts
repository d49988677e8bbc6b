/** The citizens' look-up, asked by a form. Any miss gets the same answer, and the same limits hold as for the API. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemException } from '../http/problem.ts';
import { lookupBody } from '../lookup/lookup.controller.ts';
import type { LookupController } from '../lookup/lookup.controller.ts';
import { withdrawalBody } from '../lookup/withdrawal.controller.ts';
import type { WithdrawalController } from '../lookup/withdrawal.controller.ts';
import { doneHtml, faultHtml, lookUpPage, progressHtml } from './look-up-page.ts';
import { languageOf, WORDS } from './look-up-words.ts';
import type { Language } from './look-up-words.ts';
import type { PublicPage } from './public-pages.ts';

/** In the form that withdraws: what the form itself adds to the API's own fields. */
const withdrawalForm = withdrawalBody.extend({ key: z.uuid(), sure: z.literal('yes') });

export interface LookUpAnswer {
  readonly language: Language;
  readonly page: PublicPage;
}

export class LookUpPages {
  readonly #lookup: LookupController;
  readonly #withdrawal: WithdrawalController;

  constructor(lookup: LookupController, withdrawal: WithdrawalController) {
    this.#lookup = lookup;
    this.#withdrawal = withdrawal;
  }

  shown({ query }: FastifyRequest): LookUpAnswer {
    const language = languageOf((query as { lang?: unknown }).lang);
    return { language, page: lookUpPage(language) };
  }

  async asked({ body, ip }: FastifyRequest): Promise<LookUpAnswer> {
    const { lang, ...fields }: Record<string, unknown> = { ...(body as object) };
    const language = languageOf(lang);
    return { language, page: lookUpPage(language, await this.#answer(ip, fields, language)) };
  }

  async #answer(address: string, fields: Record<string, unknown>, language: Language): Promise<string> {
    try {
      return 'key' in fields
        ? await this.#withdrawn(address, fields, language)
        : await this.#progress(address, fields, language);
    } catch (error) {
      if (!(error instanceof ProblemException)) throw error;
      const { code, detail } = error.problem;
      return faultHtml(WORDS[language].refusals[code] ?? detail);
    }
  }

  async #progress(address: string, fields: unknown, language: Language): Promise<string> {
    const asked = lookupBody.safeParse(fields);
    if (!asked.success) return faultHtml(WORDS[language].missing);
    return progressHtml(await this.#lookup.lookup(address, asked.data), asked.data, language);
  }

  async #withdrawn(address: string, fields: unknown, language: Language): Promise<string> {
    const asked = withdrawalForm.safeParse(fields);
    if (!asked.success) return faultHtml(WORDS[language].missing);
    const { key, sure: _, ...body } = asked.data;
    const { code, secret } = body;
    await this.#withdrawal.withdraw(address, key, body);
    return doneHtml(WORDS[language].withdrawn) + (await this.#progress(address, { code, secret }, language));
  }
}
