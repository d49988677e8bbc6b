/** A dossier comes in: online, at the counter, or not at all. */
import { MAIN_PART, type DossierEvent } from '../events.ts';
import { openSteps } from '../opening.ts';
import { allow, deny } from '../outcome.ts';
import { documentsAreComplete } from '../policies/completeness.ts';
import { all, documentsAreSound, itemsAreGiven, textIsGiven } from '../policies/input.ts';
import { promiseOf } from '../promise.ts';
import type { Case, CommandOf, Happened } from './case.ts';

export function submit(one: Case, command: CommandOf<'submit'>): Happened {
  const { edition, context } = one;
  const { channel, documents, lookupHash } = command;
  const agency = context.placements[MAIN_PART]?.agency;
  if (agency === undefined) return deny('placement-missing', 'no agency receives this procedure here');
  const sound = all(documentsAreSound(documents), textIsGiven('lookupHash', lookupHash));
  if (!sound.ok) return sound;
  const body = { procedure: edition.code, agency, channel, documents, lookupHash };
  return allow([{ type: 'DossierSubmitted', body }]);
}

/** The receipt: the dossier's code, its appointment, and the first step, which is the receiving officer's. */
export function receive(one: Case, command: CommandOf<'receive'>): Happened {
  const { edition, context, now, actor } = one;
  const { code, channel, documents, lookupHash } = command;
  const { placements } = context;
  const sound = all(
    textIsGiven('code', code),
    textIsGiven('lookupHash', lookupHash),
    documentsAreSound(documents),
    documentsAreComplete(edition, documents, channel),
  );
  if (!sound.ok) return sound;
  const agency = placements[MAIN_PART]?.agency;
  if (agency === undefined) return deny('placement-missing', 'no agency receives this procedure here');

  const promise = promiseOf(edition, agency, context.calendarOf, now);
  if (!promise.ok) return promise;
  const { counter, startsAt, countsFrom, due } = promise.value;
  const openings = openSteps({ edition, placements, counter, now }, [edition.firstStep], {
    startsAt,
    officer: actor.kind === 'officer' ? actor.officer : null,
  });
  if (!openings.ok) return openings;

  const received: DossierEvent = {
    type: 'DossierReceived',
    body: {
      procedure: edition.code,
      edition: edition.edition,
      calendarVersion: context.calendarOf(agency).data.version,
      profile: edition.profile,
      placements,
      code,
      channel,
      documents,
      lookupHash,
      countsFrom,
      ...(due && { appointment: due.deadline, warnAt: due.warnAt }),
      ...openings.value,
    },
  };
  return allow([received]);
}

/** The counter says what lacks (form 02); what was brought so far is kept, and the dossier waits for the rest. */
export function requestCompletion(one: Case, command: CommandOf<'request-completion'>): Happened {
  const { edition, context, state } = one;
  const { items, reason, channel, documents, lookupHash } = command;
  const sound = all(
    itemsAreGiven(items),
    textIsGiven('reason', reason),
    textIsGiven('lookupHash', lookupHash),
    documentsAreSound(documents),
  );
  if (!sound.ok) return sound;
  const agency = state.status === 'none' ? context.placements[MAIN_PART]?.agency : state.agency;
  if (agency === undefined) return deny('placement-missing', 'no agency receives this procedure here');
  const body = { procedure: edition.code, agency, channel, documents, lookupHash, items, reason };
  return allow([{ type: 'CompletionRequested', body }]);
}

export function refuseReceipt(one: Case, command: CommandOf<'refuse'>): Happened {
  const { edition, context, state } = one;
  const { reason, channel } = command;
  const given = textIsGiven('reason', reason);
  if (!given.ok) return given;
  const agency = state.status === 'none' ? context.placements[MAIN_PART]?.agency : state.agency;
  if (agency === undefined) return deny('placement-missing', 'no agency receives this procedure here');
  return allow([{ type: 'DossierRefused', body: { procedure: edition.code, agency, reason, channel } }]);
}
