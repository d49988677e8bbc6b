/** A dossier ends before its result, or an action is taken back. */
import { allow, deny } from '../outcome.ts';
import { textIsGiven } from '../policies/input.ts';
import { handledCase, type Case, type CommandOf, type Happened } from './case.ts';

export function withdraw(_: Case, { reason }: CommandOf<'withdraw'>): Happened {
  const said = textIsGiven('reason', reason);
  return said.ok ? allow([{ type: 'DossierWithdrawn', body: { reason } }]) : said;
}

export function stop(_: Case, { reason }: CommandOf<'stop'>): Happened {
  const said = textIsGiven('reason', reason);
  return said.ok ? allow([{ type: 'ProcessingStopped', body: { reason } }]) : said;
}

export function annul(given: Case, { commandId, reason }: CommandOf<'annul'>): Happened {
  const { undo } = handledCase(given).state;
  const said = textIsGiven('reason', reason);
  if (!said.ok) return said;
  if (undo?.commandId !== commandId) return deny('nothing-to-annul', 'it is not the last action');
  return allow([{ type: 'ActionAnnulled', body: { commandId, reason } }]);
}
