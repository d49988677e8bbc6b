/** Commands over HTTP: the caller's authorities and idempotency key in, a reply or a problem out. */
import { Inject, Injectable } from '@nestjs/common';
import { RECEPTION, rolesAt } from '#libs/access';
import type { Authorities } from '#libs/access';
import type { CommandOutcome, CommandRequest } from '#libs/commands';
import type { DossierState } from '#libs/dossier';
import type { Runtime } from '#libs/runtime';
import { officerActor } from '../http/actor.ts';
import { problem, ProblemException } from '../http/problem.ts';
import type { Caller } from '../http/authentication.ts';
import { requestOf } from '../http/idempotency.ts';
import { RUNTIME, SETTINGS } from '../tokens.ts';
import type { Settings } from '../tokens.ts';
import { commandOf } from './actions.ts';
import { allowedOf, deadlineView, nationalOf } from './compose.ts';
import type { Action, BULK_ACTIONS, CompletionBody, ReceiveBody, RefuseBody } from './contract.ts';
import { furthest, positionToken } from './position.ts';
import { DossierReader } from './reader.ts';
import { problemOf } from './refusals.ts';
import type { BulkReply, CommandReply, ReceiptView } from './view.ts';

type Done = Extract<CommandOutcome, { kind: 'recorded' | 'repeated' }>;
type Known = Exclude<DossierState, { status: 'none' }>;
/** Whose command it is, and under which key. */
export interface Sender {
  readonly me: Caller;
  readonly key: string;
  /** Place in a bulk command. */
  readonly item?: number;
}

export type BulkItem = { readonly dossier: string } & Record<string, unknown>;
type BulkResult = BulkReply['results'][number];
/** Enough to keep PostgreSQL busy, few enough to leave connections to others. */
const BULK_CONCURRENCY = 4;

@Injectable()
export class DossierService {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(DossierReader) private readonly reader: DossierReader,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async receive(sender: Sender, body: ReceiveBody): Promise<ReceiptView> {
    const { procedure, agency, applicant, channel, documents } = body;
    const opens = { procedure, agency: agency ?? this.receptionOf(sender.me.authorities) };
    const command = { type: 'receive', opens, channel, applicant, documents } as CommandRequest['command'];
    return this.receipt(await this.send(sender, body, { command }), sender.me.authorities, true);
  }

  async refuse(sender: Sender, body: RefuseBody): Promise<CommandReply> {
    const { procedure, agency, applicant, channel, reason } = body;
    const opens = { procedure, agency: agency ?? this.receptionOf(sender.me.authorities) };
    const command = { type: 'refuse', opens, channel, applicant, reason } as CommandRequest['command'];
    return this.reply(await this.send(sender, body, { command }), sender.me.authorities);
  }

  /** What lacks is asked for before the receipt; printed as form 02. */
  async requestCompletion(sender: Sender, body: CompletionBody): Promise<CommandReply> {
    const { procedure, agency, ...rest } = body;
    const opens = { procedure, agency: agency ?? this.receptionOf(sender.me.authorities) };
    const command = { type: 'request-completion', opens, ...rest } as CommandRequest['command'];
    return this.reply(await this.send(sender, body, { command }), sender.me.authorities);
  }

  async act(sender: Sender, dossier: string, action: Action, body: unknown): Promise<ReceiptView> {
    const done = await this.actOn(sender, dossier, action, body);
    return this.receipt(done, sender.me.authorities, action === 'receive');
  }

  async bulk(
    sender: Sender,
    action: (typeof BULK_ACTIONS)[number],
    items: readonly BulkItem[],
  ): Promise<BulkReply> {
    const results: BulkResult[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      for (let item = next++; item < items.length; item = next++) {
        results[item] = await this.bulkItem({ ...sender, item }, action, items[item]!);
      }
    };
    await Promise.all(Array.from({ length: BULK_CONCURRENCY }, work));
    const done = results.filter((result) => result.ok);
    const positions = done.map(({ position }) => position);
    return {
      done: done.length,
      refused: results.length - done.length,
      position: furthest(positions, this.settings.projectorShards),
      results,
    };
  }

  private async bulkItem(
    sender: Sender,
    action: Action,
    { dossier, ...body }: BulkItem,
  ): Promise<BulkResult> {
    try {
      const done = await this.actOn(sender, dossier, action, body);
      const { version } = done.state as Known;
      return { dossier, ok: true, version, position: positionToken(done.position, done.dossier) };
    } catch (error) {
      if (!(error instanceof ProblemException)) throw error;
      const { code, detail } = error.problem;
      return { dossier, ok: false, code, detail };
    }
  }

  private async actOn(sender: Sender, dossier: string, action: Action, body: unknown): Promise<Done> {
    const asked = await commandOf(this.runtime, action, body);
    return this.send(sender, { dossier, action, body }, { dossier, ...asked });
  }

  private async send(
    { me, key, item }: Sender,
    asked: unknown,
    request: Pick<CommandRequest, 'command' | 'dossier' | 'toEdition'>,
  ): Promise<Done> {
    const outcome = await this.runtime.commands.execute({
      ...request,
      actor: officerActor(me.authorities),
      sees: (state) => state.status === 'none' || this.reader.sees(state, me.authorities),
      ...requestOf(me, key, asked, item),
    });
    if ('state' in outcome) return outcome;
    throw problemOf(outcome);
  }

  private receptionOf(who: Authorities): string {
    const seat = rolesAt(who, this.runtime.now()).find((held) => held.role === RECEPTION);
    if (seat) return seat.agency;
    throw problem(403, 'role-missing', 'Chỉ công chức tiếp nhận mới được tiếp nhận hồ sơ.', {
      allowed: [RECEPTION],
    });
  }

  private async reply({ kind, dossier, state, position }: Done, who: Authorities): Promise<CommandReply> {
    if (state.status === 'none') throw new Error(`dossier ${dossier} has no events after a command`);
    const edition = await this.reader.editionOf(state);
    const open = 'open' in state ? state.open : [];
    return {
      dossier,
      code: 'code' in state ? state.code : null,
      version: state.version,
      position: positionToken(position, dossier),
      repeated: kind === 'repeated',
      status: state.status,
      national: nationalOf(state),
      open: open.map(({ step, run, officer, unit, deadline }) => ({
        step,
        run,
        officer,
        unit,
        dueAt: deadline?.dueAt ?? null,
      })),
      allowed: allowedOf(state, { edition, actor: officerActor(who), now: this.runtime.now() }),
    };
  }

  /** The secret is the applicant's: only who hands out the receipt is told it. */
  private async receipt(done: Done, who: Authorities, handsOut: boolean): Promise<ReceiptView> {
    const { state, dossier } = done;
    const handled = 'open' in state ? state : null;
    return {
      ...(await this.reply(done, who)),
      secret: handled && handsOut ? this.runtime.secrets.lookupSecretOf(dossier) : null,
      receivedAt: handled?.receivedAt ?? null,
      appointment: handled?.appointment ? deadlineView(handled.appointment.deadline) : null,
    };
  }
}
