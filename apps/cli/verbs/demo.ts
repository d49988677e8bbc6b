/** `dunghan demo load`: the demo province with its accounts, and the procedures that ship, in force. */
import { shippedEditions } from '#libs/catalogue';
import { dateOf } from '#libs/calendar';
import { demoSystems, demoTarget, demoTraining, loadDemo, PROVINCE } from '#libs/demo';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { authoritiesOf } from '#libs/organisation';
import type { EditionCommand } from '#libs/procedure';
import type { Edition } from '#libs/procedure';
import type { Runtime } from '#libs/runtime';
import { withRuntime } from '../runtime.ts';
import type { Verb } from '../verb.ts';

const USAGE = 'usage: dunghan demo load';
const MISUSED = 2;

/** Who wrote and who approved the procedures that ship: two people, as the rule asks. */
const DRAFTER = { kind: 'officer', id: 'skhcn/vp/3', agency: 'skhcn' } as const;
const APPROVER = { kind: 'officer', id: 'ubnd/ld/1', agency: 'ubnd' } as const;

const COMMITTEE = { kind: 'officer', id: 'ubnd/bcd/1', agency: 'ubnd' } as const;

/** They were in force before they came here, so their dates may lie in the past. */
const LIFE: readonly {
  readonly by: typeof DRAFTER | typeof APPROVER;
  readonly command: (edition: Edition) => EditionCommand;
}[] = [
  { by: DRAFTER, command: (edition) => ({ type: 'draft', edition }) },
  { by: DRAFTER, command: () => ({ type: 'review' }) },
  { by: APPROVER, command: () => ({ type: 'approve' }) },
  { by: DRAFTER, command: () => ({ type: 'publish', imported: true }) },
];

export const demoVerb: Verb = {
  name: 'demo',
  summary: 'load the demo province and the procedures that ship (once)',
  async run(args, io) {
    if (args.length !== 1 || args[0] !== 'load') {
      io.err(USAGE);
      return MISUSED;
    }
    return withRuntime(io, async (runtime) => {
      const { records, accounts, published } = await loadDemoInto(runtime);
      const systems = await loadSystemsInto(runtime);
      io.out(
        `demo: ${records} records, ${accounts} accounts, ${published} procedures, ${systems} entries on quality systems new`,
      );
      return 0;
    });
  },
};

/** Idempotent; answers what was new. */
export async function loadDemoInto(runtime: Runtime) {
  const editions = shippedEditions();
  const loaded = await loadDemo(runtime.directory, editions);
  let published = 0;
  for (const edition of editions) published += await publishImported(runtime, edition);
  await trainInto(runtime);
  return { ...loaded, published };
}

/** Once a year; where no calendar says yet when the plan is due, nobody is trained. */
async function trainInto({ quality, organisation, now }: Runtime): Promise<void> {
  const known = await organisation();
  const moment = now();
  const { agency, by, commands } = demoTraining(dateOf(moment));
  const leader = authoritiesOf(known, { officer: by, account: by }, moment);
  if (leader === null) return;
  let id: string | undefined;
  for (const [index, command] of commands.entries()) {
    const asked = {
      command,
      actor: { kind: 'officer', ...leader } as const,
      commandId: commandIdOf('demo training', dateOf(moment).slice(0, 4), index),
      requestHash: requestHashOf({ index }),
    };
    const outcome =
      id === undefined
        ? await quality.open({ ...asked, kind: 'training', agency })
        : await quality.act({ ...asked, id });
    if (!('state' in outcome)) {
      if (outcome.kind === 'refused' && outcome.refusal.code === 'no-calendar-data') return;
      throw new Error(`${agency}: ${JSON.stringify(outcome)}`);
    }
    id = outcome.id;
  }
}

/** What the agencies' quality systems came to before they were kept here; once. Answers how many entries are new. */
export async function loadSystemsInto({ qms, directory, now }: Runtime): Promise<number> {
  const { targets } = await qms.loadProgramme();
  const organisation = await directory.loadOrganisation();
  const isDemo = organisation.agencies.some(({ code }) => code === PROVINCE.code);
  if (!isDemo || targets.length > 0) return 0;
  let entered = 0;
  const today = dateOf(now());
  for (const { agency, entries } of demoSystems(today)) {
    for (const [index, entry] of entries.entries()) {
      const outcome = await qms.record({
        agency,
        command: { type: 'record', entry },
        by: COMMITTEE,
        commandId: commandIdOf('demo qms', agency, index),
        requestHash: requestHashOf({ agency, index }),
      });
      if (!('state' in outcome)) throw new Error(`${agency}: ${JSON.stringify(outcome)}`);
      entered += 1;
    }
  }
  const departments = organisation.agencies.filter(
    ({ level, validTo }) => level === 'department' && (validTo === null || validTo >= today),
  );
  const target = demoTarget(departments.map(({ id }) => id));
  const set = await qms.programme({
    command: { type: 'set-target', target },
    by: COMMITTEE,
    commandId: commandIdOf('demo qms', target.id),
    requestHash: requestHashOf({ target: target.id }),
  });
  if (!('state' in set)) throw new Error(JSON.stringify(set));
  return entered;
}

/** @returns 1 when it was not in force before. A command once recorded is only repeated. */
export async function publishImported({ editionCommands }: Runtime, edition: Edition): Promise<0 | 1> {
  const { code, edition: number } = edition;
  const { status } = await editionCommands.load(code, number);
  if (status === 'published' || status === 'superseded') return 0;
  for (const [index, { by, command }] of LIFE.entries()) {
    const asked = command(edition);
    const outcome = await editionCommands.execute({
      code,
      edition: number,
      command: asked,
      by,
      commandId: commandIdOf('demo', `${code} ${number}`, index),
      requestHash: requestHashOf(asked),
    });
    if (!('state' in outcome)) throw new Error(`${code}: ${JSON.stringify(outcome)}`);
  }
  return 1;
}
