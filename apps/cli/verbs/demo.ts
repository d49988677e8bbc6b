/** `dunghan demo load`: the demo province with its accounts, and the procedures that ship, in force. */
import { shippedEditions } from '#libs/catalogue';
import { loadDemo } from '#libs/demo';
import { commandIdOf, requestHashOf } from '#libs/ledger';
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
      io.out(`demo: ${records} records, ${accounts} accounts, ${published} procedures new`);
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
  return { ...loaded, published };
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
