/** Who sees a nonconformity, and the commands people send on one. */
import { Inject, Injectable } from '@nestjs/common';
import type { NcOutcome, NcWish, RaiseRequest } from '#libs/commands';
import { commandIdOf } from '#libs/ledger';
import { policyWords, type PolicyCode } from '#libs/nonconformity';
import { codeOf, type KnownNc, type NcRefusalCode } from '#libs/nonconformity/corrective-action';
import type { Runtime } from '#libs/runtime';
import { positionToken } from '../dossiers/position.ts';
import { agenciesSeen } from '../figures/scope.ts';
import { officerActor } from '../http/actor.ts';
import type { Caller } from '../http/authentication.ts';
import { requestOf } from '../http/idempotency.ts';
import { notFound, problem, unrecorded } from '../http/problem.ts';
import type { ProblemException } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import type { Act, RaiseBody } from './contract.ts';

/** A cause as it is opened, with what it rests on. */
export interface FoundCause extends Pick<
  RaiseRequest,
  'agency' | 'severity' | 'description' | 'evidence' | 'threshold' | 'since'
> {
  readonly cause: { readonly policy: PolicyCode; readonly procedure: string; readonly step: string };
}

@Injectable()
export class NonconformityService {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** 404 when there is none; 403 when its agency is none the one who asks may look into. */
  async seen(me: Caller, id: string): Promise<{ readonly state: KnownNc; readonly version: number }> {
    const { state, version } = await this.runtime.nonconformities.load(id);
    if (state.status === 'none') throw notFound();
    agenciesSeen(me.authorities, state.nc.agency, this.runtime.now());
    return { state, version };
  }

  async raise(me: Caller, key: string, { cause, ...body }: RaiseBody) {
    const outcome = await this.runtime.nonconformities.raise({
      ...body,
      cause: cause ?? null,
      threshold: null,
      since: this.runtime.now(),
      actor: officerActor(me.authorities),
      ...requestOf(me, key, { raise: { ...body, cause: cause ?? null } }),
    });
    return replyOf(outcome);
  }

  /** What detectors found and nothing has gathered, taken up by a person. @param asked tells a repetition from another request. */
  async find(me: Caller, key: string, found: FoundCause, asked: object) {
    const outcome = await this.runtime.nonconformities.raise({
      ...found,
      source: 'detector',
      title: policyWords(found.cause.policy).title,
      actor: officerActor(me.authorities),
      ...requestOf(me, key, { find: asked }),
    });
    return replyOf(outcome);
  }

  /** Whether that request was answered before. */
  async isKnown(me: Caller, key: string): Promise<boolean> {
    return (await this.runtime.ledger.findCommand(commandIdOf(me.session.account, key))) !== undefined;
  }

  async act(me: Caller, key: string, id: string, act: Act, body: object) {
    await this.seen(me, id);
    const command = { type: act, ...body } as NcWish;
    const outcome = await this.runtime.nonconformities.act({
      id,
      command,
      actor: officerActor(me.authorities),
      ...requestOf(me, key, { id, command }),
    });
    return replyOf(outcome);
  }
}

/** Not theirs: 403. Asked at the wrong time: 409. Everything else is in what was sent: 400. */
const STATUS: Readonly<Partial<Record<NcRefusalCode, number>>> = {
  'not-your-part': 403,
  'own-case': 403,
  'already-found': 409,
  'not-found-yet': 404,
  'wrong-stage': 409,
  'not-due': 409,
  'edition-not-published': 409,
};

function replyOf(outcome: NcOutcome) {
  if ('state' in outcome) {
    const { id, position, state } = outcome;
    return { id, code: codeOf(state.nc), position: positionToken(position, id) };
  }
  throw problemOf(outcome);
}

function problemOf(outcome: Exclude<NcOutcome, { readonly state: unknown }>): ProblemException {
  if (outcome.kind !== 'already-open') return unrecorded(outcome, STATUS);
  const { id } = outcome;
  return problem(409, 'already-open', 'Nguyên nhân này đang có một điểm không phù hợp mở.', { id });
}
