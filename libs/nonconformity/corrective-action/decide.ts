/**
 * What a command on a nonconformity brings about: events, or a refusal with a stable code. Pure: the moment, the actor,
 * the calendar and the figures arrive with the command.
 */
import { instantOf, type Instant, type LocalDate, type LocalMoment } from '#libs/calendar';
import type { NcCommand, NcContext, NcDecision, NcRefusal } from './commands.ts';
import { dueIn, dueOn } from './due.ts';
import { verdictOn } from './effect.ts';
import type { NcEvent, Opens } from './events.ts';
import { allowedOnNc, permit } from './guards.ts';
import {
  amendsIt,
  anotherLeadsIt,
  broken,
  hasComeDue,
  isEvidenced,
  liesAhead,
  measuresAreSound,
  ownerChanges,
  procedureIsAmended,
  somethingIsToBeDone,
  whysSuffice,
  worksThere,
  type Broken,
} from './policies.ts';
import { MAX_EXTENSIONS, type Stage } from './stages.ts';
import { isCounted, type NcState, type Nonconformity, type OpenNc } from './state.ts';

type Outcome = { readonly events: readonly NcEvent[]; readonly at?: Instant } | { readonly broken: Broken };
type Begin = Extract<NcCommand, { type: 'find' | 'raise' }>;
type Of<Type extends NcCommand['type']> = Extract<NcCommand, { type: Type }>;

export function decideNc(state: NcState, command: NcCommand, context: NcContext): NcDecision {
  const { actor, now } = context;
  const agency = agencyOf(state, command);
  const grant = permit(state, command.type, agency, actor, now);
  if (!grant.ok) return refusal(state, grant.broken, context);
  const outcome = happen(state, command, context, grant.by.id);
  if ('broken' in outcome) return refusal(state, outcome.broken, context);
  return { ok: true, events: outcome.events, by: grant.by, at: outcome.at ?? now };
}

function agencyOf(state: NcState, command: NcCommand): string {
  if (state.status !== 'none') return state.nc.agency;
  return command.type === 'find' || command.type === 'raise' ? command.found.agency : '';
}

function happen(state: NcState, command: NcCommand, context: NcContext, by: string): Outcome {
  if (command.type === 'find' || command.type === 'raise') return begin(command, context);
  if (state.status === 'none') throw new Error(`${command.type} was permitted on nothing`);
  switch (command.type) {
    case 'take-up-again': {
      const { reason } = command;
      return opening('review', context, (opens) => ({
        type: 'NonconformityTakenUpAgain',
        body: { reason, opens },
      }));
    }
    case 'open-again':
      return openAgain(command.reason, context);
    default:
      if (state.status !== 'open') throw new Error(`${command.type} was permitted when it is not open`);
      return onOpen(state, command, context, by);
  }
}

function onOpen(
  state: OpenNc,
  command: Exclude<NcCommand, Begin | Of<'take-up-again' | 'open-again'>>,
  context: NcContext,
  by: string,
): Outcome {
  const { nc } = state;
  switch (command.type) {
    case 'review':
      return review(command, context, by);
    case 'dismiss':
      return { events: [{ type: 'NonconformityDismissed', body: { reason: command.reason } }] };
    case 'contain': {
      const { what, files } = command;
      return opening('analysis', context, (opens) => ({
        type: 'NonconformityContained',
        body: { what, files, opens },
      }));
    }
    case 'analyse': {
      const { whys, rootCause, similar } = command;
      const fault = whysSuffice(whys);
      if (fault) return { broken: fault };
      return opening('proposal', context, (opens) => ({
        type: 'CauseAnalysed',
        body: { whys, rootCause, similar, opens },
      }));
    }
    case 'propose':
      return propose(command, context);
    case 'approve': {
      const { note } = command;
      return opening('action', context, (opens) => ({ type: 'ActionApproved', body: { note, opens } }));
    }
    case 'send-back': {
      const { reason } = command;
      return opening('proposal', context, (opens) => ({ type: 'ActionSentBack', body: { reason, opens } }));
    }
    case 'complete': {
      const fault = procedureIsAmended(nc) ?? isEvidenced(nc, command.files);
      return fault ? { broken: fault } : done(command, nc.plan?.edition?.effectiveFrom, context);
    }
    case 'note-edition':
      return noteEdition(nc, command, context);
    case 'change-owner': {
      const { owner, reason } = command;
      const fault =
        ownerChanges(nc, owner) ?? worksThere(context.isOfficer(owner)) ?? anotherLeadsIt(by, owner);
      if (fault) return { broken: fault };
      return { events: [{ type: 'OwnerChanged', body: { from: nc.owner ?? '', owner, reason } }] };
    }
    case 'move-due':
      return moveDue(state, command, context);
    case 'judge':
      return judge(command, context);
    case 'remind': {
      const { stage, due } = state;
      const fault = hasComeDue(state, 'remind', context.now);
      if (fault) return { broken: fault };
      const event = { type: 'StageReminded', body: { stage, dueAt: due.dueAt } } as const;
      return { events: [event], at: due.remindAt ?? context.now };
    }
    case 'escalate': {
      const { level } = command;
      const { stage, due } = state;
      const fault = hasComeDue(state, 'escalate', context.now, level);
      if (fault) return { broken: fault };
      const event = { type: 'StageEscalated', body: { stage, dueAt: due.dueAt, level } } as const;
      return { events: [event], at: level === 1 ? due.dueAt : due.escalateAt };
    }
    case 'check':
      return check(state, command, context);
    default:
      return command satisfies never;
  }
}

function begin({ found }: Begin, context: NcContext): Outcome {
  return opening('review', context, (opens) => ({ type: 'NonconformityFound', body: { ...found, opens } }));
}

function review({ owner, severity, note }: Of<'review'>, context: NcContext, by: string): Outcome {
  const fault = worksThere(context.isOfficer(owner)) ?? anotherLeadsIt(by, owner);
  if (fault) return { broken: fault };
  return opening('containment', context, (opens) => ({
    type: 'NonconformityReviewed',
    body: { owner, severity, note, opens },
  }));
}

function propose({ measures, amendment, risks }: Of<'propose'>, context: NcContext): Outcome {
  const fault =
    somethingIsToBeDone(measures, amendment !== null) ??
    measuresAreSound(measures, context.now, context.isOfficer);
  if (fault) return { broken: fault };
  return opening('approval', context, (opens) => ({
    type: 'ActionProposed',
    body: { measures, amendment, risks, opens },
  }));
}

/** Where the amended procedure was the whole plan, its publication is what was to be done: the loop closes by itself. */
function noteEdition(
  nc: Nonconformity,
  { edition, effectiveFrom }: Of<'note-edition'>,
  context: NcContext,
): Outcome {
  const fault = amendsIt(nc, edition);
  if (fault) return { broken: fault };
  const { measures, amendment } = nc.plan!;
  const { procedure } = amendment!;
  const published = {
    type: 'AmendedEditionPublished',
    body: { procedure, edition, effectiveFrom },
  } as const;
  if (measures.length > 0) return { events: [published] };
  const what = `Ban hành ${procedure} lần ${edition}`;
  const after = done({ what, files: [] }, effectiveFrom, context);
  return 'broken' in after ? after : { events: [published, ...after.events] };
}

/** Later dossiers count from now on, or from the amended edition's first day if that lies ahead. */
function done(
  { what, files }: Pick<Of<'complete'>, 'what' | 'files'>,
  effectiveFrom: LocalDate | undefined,
  context: NcContext,
): Outcome {
  const begins = effectiveFrom && instantOf(`${effectiveFrom}T00:00` as LocalMoment);
  const countsFrom = begins && begins > context.now ? begins : context.now;
  return opening(
    'verification',
    context,
    (opens) => ({ type: 'ActionDone', body: { what, files, countsFrom, opens } }),
    { from: countsFrom },
  );
}

function moveDue({ stage }: OpenNc, { dueAt, reason }: Of<'move-due'>, context: NcContext): Outcome {
  const { calendar, now, terms } = context;
  const fault = liesAhead(dueAt, now);
  if (fault) return { broken: fault };
  const due = dueOn(calendar, now, dueAt, terms.escalation);
  if (!due.ok) return { broken: broken('no-calendar-data', due.refusal.message) };
  return { events: [{ type: 'StageDueMoved', body: { reason, opens: { stage, due: due.value } } }] };
}

/** Too few later dossiers, or no clear answer: the period is extended, a bounded number of times. */
function check(state: OpenNc, { figures }: Of<'check'>, context: NcContext): Outcome {
  const { terms, now } = context;
  const { nc } = state;
  const fault = hasComeDue(state, 'check', now);
  if (fault) return { broken: fault };
  const verdict =
    figures === null || !isCounted(nc) ? 'not-counted' : verdictOn(figures, terms.leastDossiers);
  const checked = (opens?: Opens): NcEvent => ({
    type: 'EffectivenessChecked',
    body: { figures, verdict, ...(opens && { opens }) },
  });
  switch (verdict) {
    case 'effective':
      return { events: [checked(), { type: 'NonconformityClosed', body: { by: 'figures' } }] };
    case 'ineffective': {
      const again = openAgain('Số liệu của các hồ sơ sau cho thấy chưa có hiệu lực.', context);
      return 'broken' in again ? again : { events: [checked(), ...again.events] };
    }
    case 'too-few':
    case 'unclear': {
      const isLast = nc.checks.length >= MAX_EXTENSIONS;
      const days = Math.max(1, Math.ceil(terms.verification / 2));
      return isLast
        ? opening('judgement', context, checked)
        : opening('verification', context, checked, { days });
    }
    case 'not-counted':
      return opening('judgement', context, checked);
    default:
      return verdict satisfies never;
  }
}

function judge({ effective, reason }: Of<'judge'>, context: NcContext): Outcome {
  const judged = { type: 'EffectivenessJudged', body: { effective, reason } } as const;
  if (effective) return { events: [judged, { type: 'NonconformityClosed', body: { by: 'judgement' } }] };
  const again = openAgain(reason, context);
  return 'broken' in again ? again : { events: [judged, ...again.events] };
}

/** The cause was not the cause, or the action not enough: it is analysed again (ISO 9001 10.2.1 d). */
const openAgain = (reason: string, context: NcContext): Outcome =>
  opening('analysis', context, (opens) => ({ type: 'NonconformityOpenedAgain', body: { reason, opens } }));

/** An event that opens a stage, due as the agency's terms say. */
function opening(
  stage: Stage,
  { calendar, terms, now }: NcContext,
  event: (opens: Opens) => NcEvent,
  { days = terms[stage], from = now }: { readonly days?: number; readonly from?: Instant } = {},
): Outcome {
  const due = dueIn(calendar, from, days, terms.escalation);
  if (!due.ok) return { broken: broken('no-calendar-data', due.refusal.message) };
  return { events: [event({ stage, due: due.value })] };
}

function refusal(state: NcState, fault: Broken, { actor, now }: NcContext): NcDecision {
  const refused: NcRefusal = {
    ...fault,
    stage: state.status === 'open' ? state.stage : null,
    allowed: state.status === 'none' ? [] : allowedOnNc(state, actor, now),
  };
  return { ok: false, refusal: refused };
}
