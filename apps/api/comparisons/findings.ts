/** What becomes of a difference: a nonconformity, a request to change the procedure; each says what shows it. */
import { Inject, Injectable } from '@nestjs/common';
import { keyOfDifference } from '#libs/conformance';
import type { Runtime } from '#libs/runtime';
import type { Caller } from '../http/authentication.ts';
import { notFound, problem } from '../http/problem.ts';
import { NonconformityService } from '../nonconformities/service.ts';
import { QualityService } from '../quality/service.ts';
import { RUNTIME } from '../tokens.ts';
import type { ChangeBody, FindingBody } from './contract.ts';
import { ComparisonStore, type Finding, type StoredComparison, type StoredPart } from './store.ts';
import { KIND_WORDS } from './words.ts';

type Pointed = Pick<FindingBody, 'part' | 'kind' | 'at'>;
const MAX_REF = 200;

@Injectable()
export class FindingService {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(ComparisonStore) private readonly store: ComparisonStore,
    @Inject(NonconformityService) private readonly nonconformities: NonconformityService,
    @Inject(QualityService) private readonly quality: QualityService,
  ) {}

  /** Refused with 409 when it became one already, 404 when there is no such difference. */
  async raise(me: Caller, key: string, found: StoredComparison, body: FindingBody) {
    const { severity, title, description } = body;
    const { facts } = await this.pointed(found, body, 'nonconformity');
    const reply = await this.nonconformities.raise(me, key, {
      agency: found.agency,
      source: 'audit',
      severity,
      title,
      description: `${description}\n\n${facts}`,
      evidence: [],
    });
    await this.keep(me, found, body, { became: 'nonconformity', record: reply.id, code: reply.code });
    return reply;
  }

  /** As `raise`; of a procedure that the agency handles and that is in force. */
  async request(me: Caller, key: string, found: StoredComparison, body: ChangeBody) {
    const { stored, facts } = await this.pointed(found, body, 'change-request');
    const ref = `${found.id} ${body.part} ${keyOfDifference(body)}`.slice(0, MAX_REF);
    const reply = await this.quality.open(me, key, 'change-request', found.agency, {
      type: 'open',
      source: 'log',
      ref,
      procedure: stored.procedure,
      what: `${body.what}\n\n${facts}`,
      followBy: body.followBy,
    } as Parameters<QualityService['open']>[4]);
    await this.keep(me, found, body, { became: 'change-request', record: reply.id, code: null });
    return reply;
  }

  private async pointed(found: StoredComparison, { part, kind, at }: Pointed, became: Finding['became']) {
    const difference = keyOfDifference({ kind, at });
    const stored = (await this.store.parts(found.id)).find((one) => one.part === part);
    const count = stored?.result.differences.find((one) => one.kind === kind && one.at === at);
    if (!stored || !count) throw notFound();
    const before = (await this.store.findings(found.id)).find(
      (one) => one.part === part && one.difference === difference && one.became === became,
    );
    if (before) {
      throw problem(409, 'already-open', 'Điểm khác này đã được lập trước đó.', { id: before.record });
    }
    return { stored, facts: factsOf(found, stored, { kind, at, part }, count.cases) };
  }

  private keep(
    me: Caller,
    found: StoredComparison,
    { part, kind, at }: Pointed,
    what: Omit<Finding, 'part' | 'difference'>,
  ): Promise<void> {
    const finding = { part, difference: keyOfDifference({ kind, at }), ...what };
    return this.store.addFinding(found.id, finding, me.authorities.officer, this.runtime.now());
  }
}

const factsOf = (found: StoredComparison, stored: StoredPart, { kind, at }: Pointed, cases: number): string =>
  [
    `Đối chiếu “${found.title}”: ${KIND_WORDS[kind]}, ${at}, ${cases} trên ${stored.result.cases} hồ sơ;`,
    `quy trình ${stored.procedure} lần ${stored.edition}; nhật ký ${found.file.name} (SHA-256 ${found.file.sha256}).`,
  ].join(' ');
