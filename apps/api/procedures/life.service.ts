/** The steps of an edition's life: who may take them, that each has its effect once, and what follows for the edition before. */
import { Inject, Injectable } from '@nestjs/common';
import { can } from '#libs/access';
import type { LocalDate } from '#libs/calendar';
import { allowedOnEdition, checkEdition } from '#libs/procedure';
import type { Edition, EditionCommand, EditionRefusalCode, EditionState } from '#libs/procedure';
import { listEditions } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { positionToken } from '../dossiers/position.ts';
import { officerActor, usedBy } from '../http/actor.ts';
import type { Caller } from '../http/authentication.ts';
import { requestOf } from '../http/idempotency.ts';
import { problem, unrecorded } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';

export type KnownEdition = Exclude<EditionState, { status: 'none' }>;

/** A step asked for: the edition, and the request as it came. */
export interface Asked {
  readonly me: Caller;
  readonly key: string;
  readonly code: string;
  readonly edition: number;
  /** Alone decides whether a repetition is the same request: what is looked up for it may have changed. */
  readonly request: object;
}

@Injectable()
export class EditionLife {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  async draft(asked: Asked, edition: Edition) {
    await this.refuseUnless(asked, 'procedure.edit');
    return this.change(asked, { type: 'draft', edition });
  }

  async review(asked: Asked, command: EditionCommand) {
    await this.refuseUnless(asked, command.type === 'approve' ? 'procedure.approve' : 'procedure.edit');
    return this.change(asked, command);
  }

  /** The edition before it ends when this one begins. Sent again, it also catches up on a supersession that was missed. */
  async publish(asked: Asked, effectiveFrom: LocalDate | undefined) {
    await this.refuseUnless(asked, 'procedure.edit');
    const last = await this.lastBefore(asked);
    const reply = await this.change(asked, {
      type: 'publish',
      ...(effectiveFrom !== undefined && { effectiveFrom }),
      ...(last && { last }),
    });
    if (last) {
      const request = { by: asked.edition, from: reply.edition.effectiveFrom };
      const before = { ...asked, key: `${asked.key}:supersede`, edition: last.edition.edition, request };
      await this.send(before, { type: 'supersede', ...request });
    }
    return reply;
  }

  private async lastBefore({ code, edition }: Asked) {
    const rows = await listEditions(this.runtime.pool, code);
    const last = rows.find((row) => row.status === 'published' && row.edition !== edition);
    const content = last && (await this.runtime.editions.edition(code, last.edition));
    return last && content && { edition: content, effectiveFrom: last.effectiveFrom as LocalDate };
  }

  private async change(asked: Asked, command: EditionCommand) {
    const { state, stream, position } = await this.send(asked, command);
    if (state.status === 'none') throw new Error(`edition ${stream} has no events after a command`);
    return { ...viewOf(state), position: positionToken(position, stream) };
  }

  private async send({ me, key, code, edition, request }: Asked, command: EditionCommand) {
    const outcome = await this.runtime.editionCommands.execute({
      code,
      edition,
      command,
      by: usedBy(me),
      ...requestOf(me, key, { code, edition, step: command.type, request }),
    });
    if ('state' in outcome) return outcome;
    throw unrecorded(outcome, STATUS);
  }

  /** A procedure belongs to the agencies that handle it; one that none handles yet, to whoever writes it first. */
  private async refuseUnless({ me, code }: Asked, action: 'procedure.edit' | 'procedure.approve') {
    const { assignments } = await this.runtime.organisation();
    const handling = assignments.filter(({ procedure }) => procedure === code).map(({ agency }) => agency);
    const agencies = handling.length > 0 ? handling : [me.authorities.agency];
    const now = this.runtime.now();
    const answers = agencies.map((agency) => can(officerActor(me.authorities), { action, agency }, now));
    if (answers.some(({ ok }) => ok)) return;
    const refused = answers.find((answer) => !answer.ok);
    if (!refused) throw new RangeError('asked of no agency');
    const { code: why, message, allowed } = refused.refusal;
    throw problem(403, why, message, { allowed });
  }
}

/** With the date from which it binds, which may be another than was drafted. */
export const viewOf = (state: KnownEdition) => ({
  status: state.status,
  allowed: [...allowedOnEdition(state)],
  findings: checkEdition(state.edition).map((found) => ({ ...found })),
  edition: {
    ...state.edition,
    effectiveFrom: 'effectiveFrom' in state ? state.effectiveFrom : state.edition.effectiveFrom,
  },
});

const STATUS: Readonly<Record<EditionRefusalCode, number>> = {
  'wrong-state': 409,
  'same-person': 403,
  'not-sound': 409,
  'back-dated': 400,
  'not-later': 400,
  'edition-number': 409,
  'reason-missing': 400,
  'other-procedure': 400,
};
