/**
 * Thousands of open dossiers in no time: histories of a few that were taken there through the API, again under ids, codes,
 * applicants and moments of their own, appended in bulk.
 */
import { randomUUID } from 'node:crypto';
import { DOSSIER, fromRecorded, toNewEvent } from '#libs/commands';
import { MAX_COMMANDS_PER_CALL, newStreamId, requestHashOf } from '#libs/ledger';
import type { AppendRequest } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';

const PEOPLE = 500;
/** The oldest came this long ago: some are late, some near, most in time. */
const WEEKS = 4;
const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 240;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
const CODE = /"code":"([^"]*-)(\d+)"/g;
const FIRST_CODE = 100_000;
const NAMES = ['Nguyễn Hữu Phước', 'Đặng Thị Ễ Ương', 'Công ty Cổ phần Kỹ thuật Ứng dụng Bắc Sông Hồng'];

type Story = Awaited<ReturnType<Runtime['ledger']['load']>>;

/** @param patterns ids of dossiers that stand where the copies shall stand. */
export async function copyDossiers(
  runtime: Runtime,
  patterns: readonly string[],
  count: number,
): Promise<void> {
  const stories = await Promise.all(patterns.map((id) => runtime.ledger.load(id)));
  for (let from = 0; from < count; from += MAX_COMMANDS_PER_CALL) {
    const size = Math.min(MAX_COMMANDS_PER_CALL, count - from);
    const batch = Array.from({ length: size }, (_, at) =>
      copyOf(runtime, stories[(from + at) % stories.length]!, from + at),
    );
    await runtime.ledger.appendMany(batch);
  }
}

function copyOf({ secrets }: Runtime, story: Story, index: number): AppendRequest {
  const agoMs = WEEK_MS * (index % (WEEKS + 1)) + MINUTE_MS * (index % DAY_MINUTES);
  const person = index % PEOPLE;
  const applicant = { name: `${NAMES[index % NAMES.length]} ${person}`, idNumber: idNumberOf(person) };
  const text = JSON.stringify(story)
    .replace(INSTANT, (instant) => new Date(Date.parse(instant) - agoMs).toISOString())
    .replace(CODE, (_, prefix: string) => `"code":"${prefix}${FIRST_CODE + index}"`);
  const events = (JSON.parse(text) as Story).map((recorded, at) =>
    toNewEvent(
      fromRecorded(recorded),
      secrets.subjectOf(applicant.idNumber),
      at === 0 ? applicant : undefined,
    ),
  );
  const commandId = randomUUID();
  const requestHash = requestHashOf({ commandId });
  return { streamId: newStreamId(), kind: DOSSIER, expectedVersion: 0, commandId, requestHash, events };
}

export const idNumberOf = (person: number): string => String(1_099_000_000 + person).padStart(12, '0');
