/** What must be on record: papers, moments, the right edition, an approval before the result. */
import { dateOf } from '#libs/calendar';
import { stepOf } from '#libs/procedure';
import type { Policy } from '../types.ts';
import { onDossier, onStep } from './finding.ts';

const MINUTE_MS = 60_000;

/**
 * ISO 9001 7.5.3: what is done is recorded as it is done. What the clock notices carries its due moment, and history
 * that was taken over is known from when it happened: neither is back-dated.
 */
export const recordedAsDone: Policy = (scene) => {
  const { event } = scene;
  if (event.imported || event.by.kind === 'clock') return undefined;
  const minutes = (Date.parse(event.recordedAt) - Date.parse(event.occurredAt)) / MINUTE_MS;
  if (minutes <= 1) return undefined;
  return onDossier('back-dated', scene, {
    place: String(event.version),
    measure: minutes,
    detail: { what: event.type },
  });
};

/** ISO 9001 8.6: the result is released when the step that issues it has been reached, and nothing before it is open. */
export const releasedAfterApproval: Policy = (scene) => {
  const { event, before, context } = scene;
  if (event.type !== 'ResultIssued' || !('open' in before)) return undefined;
  const { step } = event.body;
  if (before.done.some((done) => done.step === step && !done.returned)) return undefined;
  const reached = before.open.some((open) => open.step === step);
  const ahead = before.open.filter(
    (open) => open.step !== step && context.automaton.leadsTo(open.step, step),
  );
  if (reached && ahead.length === 0) return undefined;
  return onStep('issued-before-approval', scene, event.body, {
    detail: { open: ahead.map((open) => open.step) },
  });
};

/** ISO 9001 7.5.1: the forms and results of a step's main outcome are there; a hand-over is its own record. */
export const papersMade: Policy = (scene) => {
  const { event, context } = scene;
  if (event.type !== 'StepCompleted') return undefined;
  const step = stepOf(context.edition, event.body.step);
  if (
    !step ||
    step.kind !== 'officer' ||
    step.handsOver ||
    step.transitions[0]?.outcome !== event.body.outcome
  )
    return undefined;
  const { forms, results } = event.body;
  const missing = lacking(step.forms, forms).concat(lacking(step.results, results));
  return missing.length === 0
    ? undefined
    : onStep('form-missing', scene, event.body, { detail: { missing } });
};

const lacking = (wanted: readonly string[], there: readonly string[]): string[] =>
  wanted.filter((one) => !there.includes(one));

/** ISO 9001 8.2.3: a dossier is received complete. Online, a file is one copy and enough. */
export const receivedComplete: Policy = (scene) => {
  const { event, context } = scene;
  if (event.type !== 'DossierReceived') return undefined;
  const { documents, channel } = event.body;
  const missing = context.edition.documents.filter(({ required, code, form, copies }) => {
    const wanted = channel === 'online' || form === 'electronic' ? 1 : copies;
    const brought = documents.find((document) => document.code === code);
    return required && (brought?.copies ?? 0) < wanted;
  });
  if (missing.length === 0) return undefined;
  return onDossier('document-missing', scene, { detail: { missing: missing.map(({ code }) => code) } });
};

/**
 * ISO 9001 7.5.3.2: the edition in force is used. History older than the first edition on record stands under it:
 * what was in force then is not known here.
 */
export const editionInForce: Policy = (scene) => {
  const { event, context } = scene;
  if (event.type !== 'DossierReceived') return undefined;
  const { procedure, edition } = event.body;
  const known = context.inForceOn(procedure, dateOf(event.occurredAt));
  if (known === edition || (known === undefined && event.imported)) return undefined;
  return onDossier('edition-not-in-force', scene, {
    detail: { used: edition, ...(known !== undefined && { inForce: known }) },
  });
};
