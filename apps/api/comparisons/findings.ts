/** A difference that becomes a nonconformity: raised as any other by hand, with what shows it in its description. */
import { Inject, Injectable } from '@nestjs/common';
import { keyOfDifference } from '#libs/conformance';
import type { Runtime } from '#libs/runtime';
import type { Caller } from '../http/authentication.ts';
import { notFound, problem } from '../http/problem.ts';
import { NonconformityService } from '../nonconformities/service.ts';
import { RUNTIME } from '../tokens.ts';
import type { FindingBody } from './contract.ts';
import { ComparisonStore, type StoredComparison } from './store.ts';
import { KIND_WORDS } from './words.ts';

@Injectable()
export class FindingService {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(ComparisonStore) private readonly store: ComparisonStore,
    @Inject(NonconformityService) private readonly nonconformities: NonconformityService,
  ) {}

  /** Refused with 409 when it became one already, 404 when there is no such difference. */
  async raise(me: Caller, key: string, found: StoredComparison, body: FindingBody) {
    const { part, kind, at, severity, title, description } = body;
    const difference = keyOfDifference({ kind, at });
    const stored = (await this.store.parts(found.id)).find((one) => one.part === part);
    const count = stored?.result.differences.find((one) => one.kind === kind && one.at === at);
    if (!stored || !count) throw notFound();
    const before = (await this.store.findings(found.id)).find(
      (one) => one.part === part && one.difference === difference,
    );
    const facts = [
      `Đối chiếu “${found.title}”: ${KIND_WORDS[kind]}, ${at}, ${count.cases} trên ${stored.result.cases} hồ sơ;`,
      `quy trình ${stored.procedure} lần ${stored.edition}; nhật ký ${found.file.name} (SHA-256 ${found.file.sha256}).`,
    ].join(' ');
    const request = {
      agency: found.agency,
      source: 'audit',
      severity,
      title,
      description: `${description}\n\n${facts}`,
      evidence: [],
    } as const;
    if (before) {
      throw problem(409, 'already-open', `Điểm khác này đã thành ${before.code}.`, {
        id: before.nonconformity,
      });
    }
    const reply = await this.nonconformities.raise(me, key, { ...request, evidence: [] });
    const finding = { part, difference, nonconformity: reply.id, code: reply.code };
    await this.store.addFinding(found.id, finding, me.authorities.officer, this.runtime.now());
    return reply;
  }
}
