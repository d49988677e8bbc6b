/** How reports ask: by indexes, whose pages are in memory, and not compiled, which takes longer than they run. */
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { planned } from '../planned.ts';

const SET_UP = `select set_config('jit', 'off', false), set_config('random_page_cost', '1.1', false)`;
/** Connections that are set up, whatever is asked on them later. */
const setUp = new WeakSet<PoolClient>();

export async function report<Row extends QueryResultRow>(
  pool: Pool,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    if (!setUp.has(client)) {
      await client.query(SET_UP);
      setUp.add(client);
    }
    const { rows } = await client.query<Row>(planned(text, values));
    return rows;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
