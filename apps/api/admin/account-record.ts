/** What was done to an account, and by whom: events in the ledger, a stream an account. */
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { requestHashOf } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';
import { v5 } from 'uuid';
import type { Names } from '../dossiers/names.ts';
import type { Caller } from '../http/authentication.ts';
import { RUNTIME } from '../tokens.ts';

const ACCOUNT = 'account';
const NAMESPACE = '0a7d8c1e-58b3-5c40-8a6e-3d2f90c4b7a1';
const SCHEMA_VERSION = 1;
const MAX_ATTEMPTS = 5;
const SHOWN = 20;

type AccountEvent = 'AccountCreated' | 'PasswordReset' | 'AccountDisabled' | 'AccountEnabled';

const streamOf = (username: string): string => v5(username, NAMESPACE);

@Injectable()
export class AccountRecord {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  async append({ authorities }: Caller, username: string, type: AccountEvent): Promise<void> {
    const { ledger, now } = this.runtime;
    const { officer, agency, unit, organisationVersion } = authorities;
    const commandId = randomUUID();
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const { length } = await ledger.load(streamOf(username));
      const result = await ledger.append({
        streamId: streamOf(username),
        kind: ACCOUNT,
        expectedVersion: length,
        commandId,
        requestHash: requestHashOf({ type, username }),
        events: [
          {
            type,
            schemaVersion: SCHEMA_VERSION,
            occurredAt: now(),
            actorRef: { kind: 'officer', id: officer, agency, unit, organisationVersion },
            body: { username },
          },
        ],
      });
      if (result.status !== 'conflict') return;
    }
    throw new Error('an account is changed without end');
  }

  /** The latest first. */
  async history(username: string, names: Names) {
    const events = await this.runtime.ledger.load(streamOf(username));
    return events
      .slice(-SHOWN)
      .toReversed()
      .map(({ type, recordedAt, actorRef }) => ({
        what: type,
        at: recordedAt,
        by: names.officer(actorRef.id),
      }));
  }
}
