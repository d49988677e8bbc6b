/** A citizen sends a dossier online; the one-stop section then receives it, or refuses it. */
import { Body, Controller, Inject, Ip, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { CommandRequest } from '#libs/commands';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { nationalOf } from '../dossiers/compose.ts';
import { submitBody } from '../dossiers/contract.ts';
import type { SubmitBody } from '../dossiers/contract.ts';
import { problemOf } from '../dossiers/refusals.ts';
import { Public } from '../http/authentication.ts';
import { Attempts, tooMany } from '../http/attempts.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { RUNTIME } from '../tokens.ts';

const submitted = z
  .object({
    dossier: z.uuid(),
    status: z.object({ code: z.number().int(), name: z.string() }),
    repeated: z.boolean(),
  })
  .meta({ id: 'Submission' });

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
    const { procedure, agency, applicant, documents } = body;
    const account = this.runtime.secrets.subjectOf(applicant.idNumber);
    const opens = { procedure, agency };
    const outcome = await this.runtime.commands.execute({
      command: {
        type: 'submit',
        opens,
        channel: 'online',
        applicant,
        documents,
      } as CommandRequest['command'],
      actor: { kind: 'applicant', account },
      commandId: commandIdOf(account, key),
      requestHash: requestHashOf(body),
    });
    if (!('state' in outcome)) throw problemOf(outcome);
    const { dossier, state, kind } = outcome;
    return { dossier, status: nationalOf(state), repeated: kind === 'repeated' };
  }
}
