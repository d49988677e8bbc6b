/**
 * A dossier by what its receipt says: code and secret. A wrong code and a wrong secret get the same answer, and one
 * address may try so often and no more, whatever it would do with the dossier.
 */
import { Inject, Injectable } from '@nestjs/common';
import { lookupMatches } from '#libs/commands';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { Attempts, tooMany } from '../http/attempts.ts';
import { problem } from '../http/problem.ts';
import type { ProblemException } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';

export const onReceipt = {
  code: z.string().trim().min(1).max(60),
  secret: z.string().trim().min(1).max(64),
};

export const noSuchReceipt = (): ProblemException =>
  problem(404, 'not-found', 'Không tìm thấy hồ sơ. Vui lòng xem lại giấy hẹn.');

@Injectable()
export class Receipts {
  private readonly attempts = new Attempts();

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** Its id, or a refusal thrown. */
  async dossierOf(address: string, code: string, secret: string): Promise<string> {
    const wait = this.attempts.take(address, Date.now());
    if (wait > 0) throw tooMany(wait);
    const { rows } = await this.runtime.pool.query<{ id: string; lookup_hash: string }>(
      'select id, lookup_hash from read.dossier where code = $1',
      [code],
    );
    const found = rows.find((row) => lookupMatches(secret, row.lookup_hash));
    if (!found) throw noSuchReceipt();
    return found.id;
  }
}
