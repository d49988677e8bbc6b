/** Does the procedure match the software by this comparison, as things stand today? The scoring asks the same of a year. */
import { Inject, Injectable } from '@nestjs/common';
import { dateOf } from '#libs/calendar';
import { matchOf } from '#libs/conformance';
import type { ChangeRequest } from '#libs/quality';
import { isFollowed, isSettled, matchRule } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { RUNTIME } from '../tokens.ts';
import type { Finding, StoredPart } from './store.ts';

@Injectable()
export class Matching {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** By part. */
  async of(parts: readonly StoredPart[], findings: readonly Finding[]) {
    const rule = await matchRule(dateOf(this.runtime.now()));
    const seenTo = await Promise.all(findings.map(async (one) => ((await this.isSeenTo(one)) ? [one] : [])));
    return new Map(
      parts.map(({ part, result }) => {
        const own = seenTo.flat().filter((one) => one.part === part);
        const standing = matchOf(result, new Set(own.map(({ difference }) => difference)), rule);
        return [part, { ...standing, tolerance: rule.tolerance, counted: rule.counted, rule: rule.edition }];
      }),
    );
  }

  private async isSeenTo({ became, record }: Finding): Promise<boolean> {
    if (became === 'nonconformity') {
      const { state } = await this.runtime.nonconformities.load(record);
      return state.status !== 'none' && isSettled(state);
    }
    const request = await this.runtime.quality.load(record);
    return request !== undefined && isFollowed(request.body as ChangeRequest);
  }
}
export type PartMatching = NonNullable<
  Awaited<ReturnType<Matching['of']>> extends Map<number, infer One> ? One : never
>;
