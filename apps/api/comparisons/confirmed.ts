/** What people confirmed before of another system's words, by agency: proposed again with the next log. */
import { Inject, Injectable } from '@nestjs/common';
import type { Runtime } from '#libs/runtime';
import { RUNTIME } from '../tokens.ts';

@Injectable()
export class ConfirmedWords {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  async steps(agency: string, procedure: string, activities: readonly string[]) {
    const { rows } = await this.runtime.pool.query<{ activity: string; step: string | null }>(
      'select activity, step from ops.activity_step where agency = $1 and procedure = $2 and activity = any($3)',
      [agency, procedure, activities],
    );
    return new Map(rows.map(({ activity, step }) => [activity, step]));
  }

  async roles(agency: string, said: readonly string[]) {
    const { rows } = await this.runtime.pool.query<{ said: string; role: string | null }>(
      'select said, role from ops.said_role where agency = $1 and said = any($2)',
      [agency, said],
    );
    return new Map(rows.map(({ said: one, role }) => [one, role]));
  }

  async keepSteps(
    { agency, procedure, by, at }: { agency: string; procedure: string; by: string; at: string },
    steps: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    await this.runtime.pool.query(
      `insert into ops.activity_step (agency, procedure, activity, step, confirmed_by, confirmed_at)
       select $1, $2, activity, step, $3, $4 from unnest($5::text[], $6::text[]) as given (activity, step)
       on conflict (agency, procedure, activity) do update set step = excluded.step,
         confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at`,
      [agency, procedure, by, at, Object.keys(steps), Object.values(steps)],
    );
  }

  async keepRoles(
    { agency, by, at }: { agency: string; by: string; at: string },
    roles: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    await this.runtime.pool.query(
      `insert into ops.said_role (agency, said, role, confirmed_by, confirmed_at)
       select $1, said, role, $2, $3 from unnest($4::text[], $5::text[]) as given (said, role)
       on conflict (agency, said) do update set role = excluded.role,
         confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at`,
      [agency, by, at, Object.keys(roles), Object.values(roles)],
    );
  }
}
