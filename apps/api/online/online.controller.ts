/** A citizen sends a dossier online; the one-stop section then receives it, or refuses it. */
import { Body, Controller, Inject, Ip, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import { DOSSIER } from '#libs/commands';
import type { CommandOutcome, CommandRequest } from '#libs/commands';
import type { DossierState } from '#libs/dossier';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { nationalOf } from '../dossiers/compose.ts';
import { submitBody } from '../dossiers/contract.ts';
import type { SubmitBody } from '../dossiers/contract.ts';
import { problemOf } from '../dossiers/refusals.ts';
import { Public } from '../http/authentication.ts';
import { Attempts, tooMany } from '../http/attempts.ts';
import { applicant, id, reason } from '../http/fields.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { notFound } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';

const submitted = z
  .object({
    dossier: z.uuid(),
    status: z.object({ code: z.number().int(), name: z.string() }),
    repeated: z.boolean(),
  })
  .meta({ id: 'Submission' });

const withdrawBody = z.strictObject({ idNumber: applicant.shape.idNumber, reason });

/** Once received, it is withdrawn at the counter, where the result would be given out. */
const isSent = (state: DossierState): boolean => !('open' in state);

function submissionOf(outcome: CommandOutcome): z.infer<typeof submitted> {
  if (!('state' in outcome)) throw problemOf(outcome);
  const { dossier, state, kind } = outcome;
  return { dossier, status: nationalOf(state), repeated: kind === 'repeated' };
}

@ApiTags('public')
@Public()
@Controller('api/public/dossiers')
export class OnlineController {
  private readonly attempts = new Attempts();

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiCreatedResponse({ standardSchema: submitted })
  async submit(
    @Ip() address: string,
    @IdempotencyKey() key: string,
    @Body({ schema: submitBody }) body: SubmitBody,
  ): Promise<z.infer<typeof submitted>> {
    const wait = this.attempts.take(address, Date.now());
    if (wait > 0) throw tooMany(wait);
    const { procedure, agency, documents } = body;
    const account = this.runtime.secrets.subjectOf(body.applicant.idNumber);
    const opens = { procedure, agency };
    const outcome = await this.runtime.commands.execute({
      command: {
        type: 'submit',
        opens,
        channel: 'online',
        applicant: body.applicant,
        documents,
      } as CommandRequest['command'],
      actor: { kind: 'applicant', account },
      commandId: commandIdOf(account, key),
      requestHash: requestHashOf(body),
    });
    return submissionOf(outcome);
  }

  /** Before the receipt: whoever knows its number and sent it with that id takes it back; all others are told nothing. */
  @Post(':id/withdrawal')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiCreatedResponse({ standardSchema: submitted })
  async withdraw(
    @Ip() address: string,
    @IdempotencyKey() key: string,
    @Param('id', { schema: id }) dossier: string,
    @Body({ schema: withdrawBody }) { idNumber, reason: why }: z.infer<typeof withdrawBody>,
  ): Promise<z.infer<typeof submitted>> {
    const wait = this.attempts.take(address, Date.now());
    if (wait > 0) throw tooMany(wait);
    const account = this.runtime.secrets.subjectOf(idNumber);
    const [first] = await this.runtime.ledger.load(dossier, { to: 1 });
    if (first?.kind !== DOSSIER || first.piiSubject !== account) throw notFound();
    const outcome = await this.runtime.commands.execute({
      dossier,
      command: { type: 'withdraw', reason: why },
      actor: { kind: 'applicant', account },
      sees: isSent,
      commandId: commandIdOf(account, key),
      requestHash: requestHashOf({ dossier, idNumber, why }),
    });
    if (outcome.kind === 'unseen-dossier') throw notFound();
    return submissionOf(outcome);
  }
}
