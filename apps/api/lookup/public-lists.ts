/** What everybody may read: the procedures in force, and who keeps the time. Kept for a while, since many ask the same. */
import { Inject, Injectable } from '@nestjs/common';
import { dateOf } from '#libs/calendar';
import { figures, listEditions } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { namesOf } from '../dossiers/names.ts';
import { named } from '../http/named.ts';
import { problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { lastQuarters, quarterOf, type Quarter } from './quarters.ts';

const KEPT_MS = 10 * 60_000;
/** Of fewer dossiers a rate would speak of persons. */
export const LEAST_DOSSIERS = 5;

export const publicProcedure = z
  .object({
    code: z.string(),
    edition: z.number().int(),
    title: z.string(),
    field: z.string(),
    agency: z.string(),
    effectiveFrom: z.iso.date(),
    /** As the edition prints it; null: each step has its own. */
    timeLimit: z.string().nullable(),
  })
  .meta({ id: 'PublicProcedure' });
export type PublicProcedure = z.infer<typeof publicProcedure>;

export const onTimeView = z
  .object({
    quarter: z.string(),
    /** Whole quarters that can be asked for, the latest first: parts of one would tell of single dossiers. */
    quarters: z.array(z.string()),
    agencies: z.array(
      z.object({
        agency: named,
        /** Closed in the quarter with a date of return; null: fewer than five. */
        dossiers: z.number().int().nullable(),
        onTimePercent: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'OnTimeRates' });
export type OnTimeRates = z.infer<typeof onTimeView>;

interface Kept<T> {
  readonly atMs: number;
  readonly answer: Promise<T>;
}

@Injectable()
export class PublicLists {
  readonly #kept = new Map<string, Kept<unknown>>();

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  procedures(): Promise<readonly PublicProcedure[]> {
    const today = dateOf(this.runtime.now());
    return this.#keep(`procedures ${today}`, async () => {
      const inForce = (await listEditions(this.runtime.pool)).filter(
        ({ status, effectiveFrom, supersededFrom }) =>
          (status === 'published' || status === 'superseded') &&
          effectiveFrom <= today &&
          (supersededFrom === null || supersededFrom > today),
      );
      const shown: PublicProcedure[] = [];
      for (const { code, edition, title, field, agency, effectiveFrom } of inForce) {
        const content = await this.runtime.editions.edition(code, edition);
        shown.push({ code, edition, title, field, agency, effectiveFrom, timeLimit: content?.total ?? null });
      }
      return shown;
    });
  }

  /** Of a whole quarter, by agency; the last one that is over, where none is named. */
  onTime(asked?: string): Promise<OnTimeRates> {
    const quarters = lastQuarters(dateOf(this.runtime.now()));
    const wanted = asked ?? quarters[0]!;
    const quarter = quarters.includes(wanted) ? quarterOf(wanted) : undefined;
    if (!quarter) throw problem(404, 'not-found', 'Không có số liệu của quý này.');
    return this.#keep(`on-time ${wanted}`, () => this.#rates(wanted, quarter, quarters));
  }

  async #rates(quarter: string, { from, to }: Quarter, quarters: readonly string[]): Promise<OnTimeRates> {
    const request = { filter: {}, from, to, reading: 'promised' } as const;
    const cells = await figures(this.runtime.pool, request, 'agency');
    const names = namesOf(await this.runtime.organisation());
    const agencies = cells
      .filter(({ key }) => key !== '')
      .flatMap(({ key, early, onTime, late }): OnTimeRates['agencies'] => {
        const counted = early + onTime + late;
        if (counted === 0) return [];
        if (counted < LEAST_DOSSIERS) {
          return [{ agency: names.agency(key), dossiers: null, onTimePercent: null }];
        }
        const onTimePercent = Math.round(((early + onTime) / counted) * 10_000) / 100;
        return [{ agency: names.agency(key), dossiers: counted, onTimePercent }];
      });
    const byName = new Intl.Collator('vi');
    return {
      quarter,
      quarters: [...quarters],
      agencies: agencies.toSorted((a, b) => byName.compare(a.agency.name, b.agency.name)),
    };
  }

  /** A failed question is no answer to keep. */
  #keep<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(key) as Kept<T> | undefined;
    const nowMs = performance.now();
    if (known && nowMs - known.atMs < KEPT_MS) return known.answer;
    for (const [old, { atMs }] of this.#kept) if (nowMs - atMs >= KEPT_MS) this.#kept.delete(old);
    const answer = ask();
    this.#kept.set(key, { atMs: nowMs, answer });
    answer.catch(() => this.#kept.delete(key));
    return answer;
  }
}
