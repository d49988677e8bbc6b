/** After a change of the calendar: every open due moment that it touches is counted again, by a command a dossier. */
import type { Commands } from './execute.ts';
import { commandIdOf, requestHashOf } from '#libs/ledger';

export interface RePlanned {
  readonly recounted: number;
  readonly unchanged: number;
  /** Closed meanwhile, or refused for another reason: by dossier, with the code. */
  readonly refused: readonly { readonly dossier: string; readonly code: string }[];
}

/** To be repeated as often as one likes: a dossier counted with this version already is not counted twice. */
export async function rePlan(
  commands: Pick<Commands, 'execute'>,
  dossiers: AsyncIterable<string>,
  calendarVersion: string,
): Promise<RePlanned> {
  let recounted = 0;
  let unchanged = 0;
  const refused: { dossier: string; code: string }[] = [];
  for await (const dossier of dossiers) {
    const outcome = await commands.execute({
      dossier,
      command: { type: 'recount' },
      actor: { kind: 'system', name: 'calendar' },
      commandId: commandIdOf(`calendar ${calendarVersion}`, dossier),
      requestHash: requestHashOf({ recount: calendarVersion }),
    });
    if ('state' in outcome) recounted += 1;
    else if (outcome.kind === 'refused' && outcome.refusal.code === 'nothing-changed') unchanged += 1;
    else refused.push({ dossier, code: outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind });
  }
  return { recounted, unchanged, refused };
}
