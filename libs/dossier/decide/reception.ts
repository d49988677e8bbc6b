/** A dossier comes in: online, at the counter, or not at all. */
import { firstStepStart } from '#libs/calendar';
import { countTotal, type Counter } from '../counting.ts';
import { MAIN_PART, type DossierEvent } from '../events.ts';
import { openSteps } from '../opening.ts';
import { allow, deny } from '../outcome.ts';
import { documentsAreComplete } from '../policies/completeness.ts';
import { all, documentsAreSound, textIsGiven } from '../policies/input.ts';
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
  const { profile, warnAtShare } = edition;
  const sound = all(
    textIsGiven('code', code),
    textIsGiven('lookupHash', lookupHash),
    documentsAreSound(documents),
    documentsAreComplete(edition, documents, channel),
  );
  if (!sound.ok) return sound;
  const agency = placements[MAIN_PART]?.agency;
  if (agency === undefined) return deny('placement-missing', 'no agency receives this procedure here');

  const counter: Counter = { profile, warnAtShare, calendarOf: context.calendarOf, pauses: [] };
  const calendar = context.calendarOf(agency);
  const startsAt = firstStepStart(calendar, profile, now);
  if (!startsAt.ok) return startsAt;
  const appointment = countTotal(counter, agency, edition.total, now);
  if (!appointment.ok) return appointment;
  const openings = openSteps({ edition, placements, counter, now }, [edition.firstStep], {
    startsAt: startsAt.value,
    officer: actor.kind === 'officer' ? actor.officer : null,
  });
  if (!openings.ok) return openings;

  const received: DossierEvent = {
    type: 'DossierReceived',
    body: {
      procedure: edition.code,
      edition: edition.edition,
      calendarVersion: calendar.data.version,
      profile,
      placements,
      code,
      channel,
      documents,
      lookupHash,
      countsFrom: appointment.value?.deadline.countsFrom ?? startsAt.value,
      ...(appointment.value && {
        appointment: appointment.value.deadline,
        warnAt: appointment.value.warnAt,
      }),
      ...openings.value,
    },
  };
  return allow([received]);
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
