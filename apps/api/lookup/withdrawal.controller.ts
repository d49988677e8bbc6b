/** A citizen takes back a dossier that was sent online, with what the receipt says and the id it was sent with. */
import { Body, Controller, HttpCode, Inject, Ip, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { DossierState } from '#libs/dossier';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { nationalOf } from '../dossiers/compose.ts';
import { problemOf } from '../dossiers/refusals.ts';
import { Public } from '../http/authentication.ts';
import { applicant, reason } from '../http/fields.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { onReceipt, Receipts } from './receipts.ts';

export const withdrawalBody = z.strictObject({ ...onReceipt, idNumber: applicant.shape.idNumber, reason });
export type WithdrawalBody = z.infer<typeof withdrawalBody>;

const withdrawn = z
  .object({ status: z.object({ code: z.number().int(), name: z.string() }), repeated: z.boolean() })
  .meta({ id: 'Withdrawal' });

/** What came over the counter, its originals included, is given back there. */
export const cameOnline = (state: DossierState): boolean => 'channel' in state && state.channel === 'online';

@ApiTags('public')
@Public()
@Controller('api/public/lookup')
export class WithdrawalController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(Receipts) private readonly receipts: Receipts,
  ) {}

  /** Whoever found the slip does not know whose it is: the applicant's own id number is asked for too. */
  @Post('withdrawal')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: withdrawn })
  async withdraw(
    @Ip() address: string,
    @IdempotencyKey() key: string,
    @Body({ schema: withdrawalBody }) { code, secret, idNumber, reason: why }: WithdrawalBody,
  ): Promise<z.infer<typeof withdrawn>> {
    const dossier = await this.receipts.dossierOf(address, code, secret);
    const account = this.runtime.secrets.subjectOf(idNumber);
    const [first] = await this.runtime.ledger.load(dossier, { to: 1 });
    if (first?.piiSubject !== account) {
      throw problem(403, 'not-the-applicant', 'Số định danh không phải của người nộp hồ sơ này.');
    }
    const outcome = await this.runtime.commands.execute({
      dossier,
      command: { type: 'withdraw', reason: why },
      actor: { kind: 'applicant', account },
      sees: cameOnline,
      commandId: commandIdOf(account, key),
      requestHash: requestHashOf({ dossier, idNumber, why }),
    });
    if (outcome.kind === 'unseen-dossier') {
      throw problem(409, 'at-the-counter', 'Hồ sơ không nộp trực tuyến thì rút tại nơi nhận hồ sơ.');
    }
    if (!('state' in outcome)) throw problemOf(outcome);
    return { status: nationalOf(outcome.state), repeated: outcome.kind === 'repeated' };
  }
}
