/** `dunghan calendar show|publish`: the calendar data in use, and a new version with all that follows from it. */
import { hostname, userInfo } from 'node:os';
import { parseCalendarData } from '#libs/calendar';
import type { CalendarData } from '#libs/calendar';
import { rePlan } from '#libs/commands';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { openDossiers } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { withRuntime } from '../runtime.ts';
import type { Verb, VerbIo } from '../verb.ts';

const USAGE = 'usage: dunghan calendar show [--json] | dunghan calendar publish FILE [--json]';
const REFUSED = 1;
const MISUSED = 2;

export const calendarVerb: Verb = {
  name: 'calendar',
  summary: 'show the calendar data in use, or publish a new version and count open dossiers again',
  async run(args, io) {
    const json = args.includes('--json');
    const [what, file, ...rest] = args.filter((arg) => arg !== '--json');
    if (what === 'show' && file === undefined) return withRuntime(io, (runtime) => show(runtime, io, json));
    if (what === 'publish' && file !== undefined && rest.length === 0) {
      const read = readCalendar(await io.readFile(file));
      if ('data' in read) return withRuntime(io, (runtime) => publish(runtime, io, read.data, json));
      return refuse(io, json, read.code, `${file}: ${read.message}`);
    }
    io.err(USAGE);
    return MISUSED;
  },
};

function readCalendar(text: string): { data: CalendarData } | { code: string; message: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return { code: 'bad-json', message: (error as Error).message };
  }
  const read = parseCalendarData(parsed);
  return read.ok ? { data: read.value } : read.refusal;
}

async function show({ calendarStore }: Runtime, io: VerbIo, json: boolean): Promise<number> {
  await calendarStore.refresh();
  const data = calendarStore.current();
  if (json) io.out(JSON.stringify(data));
  else {
    io.out(`Dữ liệu lịch ${data.version}`);
    for (const { year, verified, sources, days } of data.years) {
      io.out(
        `  ${year}  ${days.length} ngày  ${verified === false ? '(ước tính)  ' : ''}${sources.join('; ')}`,
      );
    }
  }
  return 0;
}

async function publish(runtime: Runtime, io: VerbIo, data: CalendarData, json: boolean): Promise<number> {
  const by = { kind: 'system', id: `cli ${userInfo().username}@${hostname()}` } as const;
  const command = { commandId: commandIdOf('calendar', data.version), requestHash: requestHashOf(data) };
  const outcome = await runtime.calendarStore.publish(data, by, runtime.now(), command);
  if (outcome === 'busy') return refuse(io, json, outcome, 'Another version is being published. Try again.');
  const planned = await rePlan(runtime.commands, openDossiers(runtime.pool), data.version);
  if (json) io.out(JSON.stringify({ version: data.version, outcome, ...planned }));
  else {
    io.out(
      `Lịch ${data.version}: tính lại ${planned.recounted} hồ sơ, ${planned.unchanged} hồ sơ không đổi.`,
    );
    for (const { dossier, code } of planned.refused) io.out(`  ${dossier}: ${code}`);
  }
  return 0;
}

function refuse(io: VerbIo, json: boolean, code: string, message: string): number {
  if (json) io.out(JSON.stringify({ error: { code, message } }));
  else io.err(message);
  return REFUSED;
}
