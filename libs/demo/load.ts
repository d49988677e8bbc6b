/** Brings the demo province into a directory, once. */
import type { Directory } from '#libs/directory';
import { eventsOf, type OrganisationEvent } from '#libs/organisation';
import type { Edition } from '#libs/procedure';
import { PROVINCE } from './places.ts';
import { demoProvince } from './province.ts';
import { demoAccounts } from './special.ts';

/** For the demo alone: printed at start, and the same for all its accounts. */
export const DEMO_PASSWORD = 'dunghan-demo';
const LOADER = 'demo';

/**
 * Idempotent: records that are there are left as they are, and so are accounts; procedures that a newer release ships
 * are assigned. An organisation that is not the demo's is not touched. Returns what was new.
 * @param editions what the agencies handle; usually every edition that ships.
 */
export async function loadDemo(
  directory: Directory,
  editions: readonly Edition[],
): Promise<{ readonly records: number; readonly accounts: number }> {
  const province = demoProvince({ editions });
  const records = eventsOf(province);
  const first = await directory.loadFirst(province, LOADER);
  if (first.ok) return { records: records.length, accounts: await openAccounts(directory) };
  if (first.refusal.code !== 'not-empty') throw unsound(first.refusal);
  const present = await directory.loadOrganisation();
  if (!present.agencies.some(({ code }) => code === PROVINCE.code)) return { records: 0, accounts: 0 };
  const known = new Set(eventsOf(present).map(keyOf));
  const missing = records.filter((record) => !known.has(keyOf(record)));
  if (missing.length > 0) {
    const added = await directory.change(missing, LOADER);
    if (!added.ok) throw unsound(added.refusal);
  }
  return { records: missing.length, accounts: await openAccounts(directory) };
}

async function openAccounts(directory: Directory): Promise<number> {
  let opened = 0;
  for (const { username, officer } of demoAccounts()) {
    const made = await directory.accounts.create({ username, officer, password: DEMO_PASSWORD });
    if (made.ok) opened += 1;
  }
  return opened;
}

const keyOf = ({ type, body }: OrganisationEvent): string => `${type} ${body.id}`;

const unsound = (refusal: object): Error =>
  new Error(`the demo province is unsound: ${JSON.stringify(refusal).slice(0, 1000)}`);
