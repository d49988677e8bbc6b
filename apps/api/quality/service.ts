/** Who sees a record of the quality system, and the commands people send on one. */
import { Inject, Injectable } from '@nestjs/common';
import type { QualityOutcome } from '#libs/commands';
import type { AnyCommand, QualityKind, QualityRecord } from '#libs/quality';
import type { Runtime } from '#libs/runtime';
import { namesOf } from '../dossiers/names.ts';
import { positionToken } from '../dossiers/position.ts';
import { agenciesSeen } from '../figures/scope.ts';
import { FileStore } from '../files/file-store.ts';
import { officerActor } from '../http/actor.ts';
import type { Caller } from '../http/authentication.ts';
import { requestOf } from '../http/idempotency.ts';
import { notFound, unrecorded } from '../http/problem.ts';
import { readBody } from '../http/validation.ts';
import { RUNTIME } from '../tokens.ts';
import type { KindApi, Tools } from './kind.ts';
import { kindApi } from './kinds.ts';

@Injectable()
export class QualityService {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(FileStore) private readonly files: FileStore,
  ) {}

  /** 404 when there is none; 403 when its agency is none the one who asks may look into. */
  async seen(me: Caller, id: string): Promise<{ readonly record: QualityRecord; readonly api: KindApi }> {
    const record = await this.runtime.quality.load(id);
    if (record === undefined) throw notFound();
    agenciesSeen(me.authorities, record.agency, this.runtime.now());
    return { record, api: kindApi(record.kind) };
  }

  async open(me: Caller, key: string, kind: QualityKind, agency: string, asked: AnyCommand) {
    const api = kindApi(kind);
    agenciesSeen(me.authorities, agency, this.runtime.now());
    const wish = readBody(api.wish, asked);
    const command = await this.completed(api, wish, null, agency, me);
    const outcome = await this.runtime.quality.open({
      kind,
      agency,
      command,
      actor: officerActor(me.authorities),
      ...requestOf(me, key, { kind, agency, wish }),
    });
    return this.followed(api, wish, outcome, me);
  }

  async act(me: Caller, key: string, id: string, asked: AnyCommand) {
    const { record, api } = await this.seen(me, id);
    const wish = readBody(api.wish, asked);
    const command = await this.completed(api, wish, record, record.agency, me);
    const outcome = await this.runtime.quality.act({
      id,
      command,
      actor: officerActor(me.authorities),
      ...requestOf(me, key, { id, wish }),
    });
    return this.followed(api, wish, outcome, me);
  }

  async tools(me: Caller): Promise<Tools> {
    const organisation = await this.runtime.organisation();
    return { runtime: this.runtime, files: this.files, me, organisation, names: namesOf(organisation) };
  }

  private async followed(api: KindApi, wish: AnyCommand, outcome: QualityOutcome, me: Caller) {
    if ('state' in outcome) await api.after?.(wish, outcome.id, await this.tools(me));
    return replyOf(outcome);
  }

  private async completed(
    api: KindApi,
    wish: AnyCommand,
    record: QualityRecord | null,
    agency: string,
    me: Caller,
  ): Promise<AnyCommand> {
    return api.complete ? api.complete(wish, record, agency, await this.tools(me)) : wish;
  }
}

/** Not theirs: 403. Asked at the wrong time: 409. Everything else is in what was sent: 400. */
const STATUS: Readonly<Partial<Record<string, number>>> = {
  'not-your-part': 403,
  'own-case': 403,
  'not-in-team': 403,
  'same-person': 403,
  'not-addressed': 403,
  'wrong-state': 409,
  'not-opened': 409,
  exists: 409,
};

function replyOf(outcome: QualityOutcome) {
  if ('state' in outcome) {
    const { id, position } = outcome;
    return { id, position: positionToken(position, id) };
  }
  throw unrecorded(outcome, STATUS);
}
