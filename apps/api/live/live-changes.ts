/** Tells open pages that their lists may have changed, as soon as the projector has committed. */
import { Inject, Injectable } from '@nestjs/common';
import type { MessageEvent, OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { CHANGES_CHANNEL } from '#libs/read-models';
import type { InboxOwner, Touched } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { PoolClient } from 'pg';
import { interval, merge, Subject, throttleTime } from 'rxjs';
import type { Observable } from 'rxjs';
import { filter, last, map, takeUntil } from 'rxjs/operators';
import { RUNTIME } from '../tokens.ts';

const HEARTBEAT_MS = 20_000;
const RETRY_MS = 2_000;
/** A busy unit's page is told no more often than this. */
const QUIET_MS = 500;

@Injectable()
export class LiveChanges implements OnModuleInit, OnModuleDestroy {
  readonly #changes = new Subject<Touched | null>();
  #client: PoolClient | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  onModuleInit(): void {
    void this.#listen();
  }

  onModuleDestroy(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#lost();
    // Open pages would keep the server from closing: their streams end here.
    this.#changes.complete();
  }

  /** Null from the projector: too much changed to name, so everybody reads again. */
  of(owner: InboxOwner): Observable<MessageEvent> {
    const mine = this.#changes.pipe(
      filter((touched) => touched === null || concerns(touched, owner)),
      throttleTime(QUIET_MS, undefined, { leading: true, trailing: true }),
      map(() => ({ type: 'changed', data: '{}' })),
    );
    const alive = interval(HEARTBEAT_MS).pipe(map(() => ({ type: 'alive', data: '{}' })));
    return merge(mine, alive.pipe(takeUntil(this.#changes.pipe(last(null, null)))));
  }

  /** Holds one connection; when it breaks, pages are told to read again and it is opened anew. */
  async #listen(): Promise<void> {
    if (this.#closed) return;
    let client: PoolClient | undefined;
    try {
      client = await this.runtime.pool.connect();
      client.on('notification', ({ payload }) => this.#changes.next(touchedIn(payload)));
      client.on('error', () => this.#lost());
      await client.query(`listen ${CHANGES_CHANNEL}`);
    } catch {
      client?.release(true);
      this.#again();
      return;
    }
    this.#client = client;
    if (this.#closed) this.#lost();
    else this.#changes.next(null);
  }

  /** An error while `listen` is under way is the query's to report. */
  #lost(): void {
    const client = this.#client;
    this.#client = undefined;
    if (client === undefined) return;
    client.release(true);
    this.#again();
  }

  #again(): void {
    if (this.#closed) return;
    this.#retry = setTimeout(() => void this.#listen(), RETRY_MS);
  }
}

const touchedIn = (payload: string | undefined): Touched | null =>
  payload === undefined || payload === '' ? null : (JSON.parse(payload) as Touched | null);

const concerns = (touched: Touched, owner: InboxOwner): boolean =>
  touched.officers.includes(owner.officer) ||
  touched.units.some((unit) => owner.units.includes(unit)) ||
  touched.agencies.some((agency) => owner.receives.includes(agency) || owner.answers.includes(agency));
