/**
 * Work too long for one request: begun by a person, one of a kind at a time, its progress kept where every API process
 * reads it. A process that dies leaves its job silent, and after a while it counts as lost.
 */
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';

export type JobKind = 'verification' | 're-planning';

const SEEN_EVERY_MS = 1_000;
const LOST_AFTER_SECONDS = 30;
const LONGEST_MS = 30 * 60_000;
const LISTED = 20;

const STOPPED = 'stopped';
const TOO_LONG = 'too-long';

export const jobShape = {
  id: z.uuid(),
  by: z.string(),
  begunAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  state: z.enum(['running', 'done', 'failed', 'lost']),
  /** Why it failed: `stopped` with its process, `too-long`, `failed`. */
  fault: z.string().nullable(),
};

export interface Job<Asked, Reached> {
  readonly id: string;
  readonly by: string;
  readonly begunAt: string;
  readonly endedAt: string | null;
  readonly state: 'running' | 'done' | 'failed' | 'lost';
  readonly fault: string | null;
  readonly asked: Asked;
  readonly reached: Reached;
}

/** Says how far it has come; throws when the work is to end. */
export type Report<Reached> = (reached: Reached) => void;

class Ended extends Error {}

const iso = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const LIST = `select id, begun_by as by, ${iso('begun_at')} as "begunAt", ${iso('ended_at')} as "endedAt", fault, asked,
    reached, case when ended_at is null then case when seen_at < now() - interval '${LOST_AFTER_SECONDS} seconds'
      then 'lost' else 'running' end when fault is null then 'done' else 'failed' end as state
  from ops.job where kind = $1 order by begun_at desc limit ${LISTED}`;

@Injectable()
export class Jobs implements BeforeApplicationShutdown {
  readonly #running = new Set<Promise<void>>();
  #stopping = false;

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** Refused with 409 while another of the kind runs. */
  async begin<Reached extends object>(
    kind: JobKind,
    by: string,
    asked: object,
    work: (report: Report<Reached>) => Promise<Reached>,
  ): Promise<string> {
    const id = randomUUID();
    await this.runtime.pool.query(
      `update ops.job set ended_at = now(), fault = 'lost'
       where kind = $1 and ended_at is null and seen_at < now() - interval '${LOST_AFTER_SECONDS} seconds'`,
      [kind],
    );
    const { rowCount } = await this.runtime.pool.query(
      `insert into ops.job (id, kind, begun_by, asked) values ($1, $2, $3, $4) on conflict do nothing`,
      [id, kind, by, asked],
    );
    if (rowCount === 0) {
      throw problem(409, 'already-running', 'Đang có một lần chạy chưa xong. Vui lòng chờ kết quả.');
    }
    const running = this.#run(id, work);
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
    return id;
  }

  /** The latest first. */
  async list<Asked, Reached>(kind: JobKind): Promise<readonly Job<Asked, Reached>[]> {
    return (await this.runtime.pool.query<Job<Asked, Reached>>(LIST, [kind])).rows;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#running);
  }

  async #run<Reached extends object>(
    id: string,
    work: (report: Report<Reached>) => Promise<Reached>,
  ): Promise<void> {
    const begunMs = performance.now();
    let reached: object = {};
    let stop: string | undefined;
    const seen = setInterval(() => void this.#write(id, reached, null, false), SEEN_EVERY_MS);
    const report: Report<Reached> = (now) => {
      reached = now;
      if (this.#stopping) stop = STOPPED;
      else if (performance.now() - begunMs > LONGEST_MS) stop = TOO_LONG;
      if (stop) throw new Ended(stop);
    };
    let fault: string | null = null;
    try {
      reached = await work(report);
    } catch (error) {
      fault = error instanceof Ended ? error.message : 'failed';
    }
    clearInterval(seen);
    await this.#write(id, reached, fault, true);
  }

  /** A job whose row can't be written goes silent, and is lost: nothing else depends on it. */
  async #write(id: string, reached: object, fault: string | null, ended: boolean): Promise<void> {
    await this.runtime.pool
      .query(
        `update ops.job set reached = $2, fault = $3, seen_at = now(), ended_at = case when $4 then now() end
         where id = $1 and ended_at is null`,
        [id, reached, fault, ended],
      )
      .catch(() => undefined);
  }
}
