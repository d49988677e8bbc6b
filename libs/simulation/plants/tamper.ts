/** Histories altered after the fact: what the core would have refused, a careless import or a forged entry could bring. */
import type { Instant } from '#libs/calendar';
import type { EventOf, RecordedDossierEvent } from '#libs/dossier';
import { stepOf, type Edition, type Step } from '#libs/procedure';
import type { OfficerSubstitution } from '#libs/organisation';
import type { Luck } from '../luck.ts';
import type { Staff } from '../staff.ts';

export interface Story {
  readonly events: readonly RecordedDossierEvent[];
  readonly edition: Edition;
  readonly staff: Staff;
  readonly luck: Luck;
}

export interface Tampered {
  readonly events: readonly RecordedDossierEvent[];
  readonly step?: string;
  readonly run?: number;
  readonly substitution?: OfficerSubstitution;
}

/** Undefined: this story has no place for it. */
export type Tamper = (story: Story) => Tampered | undefined;

type Completed = RecordedDossierEvent & EventOf<'StepCompleted'>;

const TWO_DAYS_MS = 2 * 86_400_000;
const MINUTE_MS = 60_000;

export const untouched: Tamper = ({ events }) => ({ events });

const shifted = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString() as Instant;

/** Versions and record times as a stream has them, after something was put in or taken out. */
function renumbered(events: readonly RecordedDossierEvent[]): RecordedDossierEvent[] {
  let known = '' as Instant;
  return events.map((event, index) => {
    if (event.recordedAt > known) known = event.recordedAt;
    return { ...event, version: index + 1, eventId: `${event.commandId}/${index + 1}`, recordedAt: known };
  });
}

const completions = ({ events, edition }: Story): { event: Completed; step: Step; index: number }[] =>
  events.flatMap((event, index) => {
    if (event.type !== 'StepCompleted') return [];
    const step = stepOf(edition, event.body.step);
    return step && step.kind === 'officer' ? [{ event, step, index }] : [];
  });

const ofStep = (event: RecordedDossierEvent, step: string): boolean =>
  'step' in event.body && event.body.step === step;

function replaced(
  story: Story,
  index: number,
  event: RecordedDossierEvent,
  more: Partial<Tampered> = {},
): Tampered {
  return { events: renumbered(story.events.with(index, event)), ...more };
}

const stepAt = ({ body }: Completed) => ({ step: body.step, run: body.run });

/** Somebody of another unit, in the role they hold there. */
export const doneWithoutTheRole: Tamper = (story) => {
  const found = completions(story).find(({ step }) => step.role === 'specialist' && !step.issuesResult);
  if (!found) return undefined;
  const { event, index } = found;
  const { by } = event;
  const agency = by.agency ?? '';
  const clerks = story.staff.holders('clerk', `${agency}/vt`, event.occurredAt).filter((id) => id !== by.id);
  const [id] = clerks;
  if (id === undefined) return undefined;
  const other = { ...by, id, role: 'clerk', unit: `${agency}/vt` };
  return replaced(story, index, { ...event, by: other, body: { ...event.body, officer: id } }, stepAt(event));
};

/** A stand-in does it: `overMs` after (or, negative, before) the substitution ends. */
export const doneByStandIn =
  (overMs: number): Tamper =>
  (story) => {
    const found = completions(story).find(({ step }) => step.role === 'specialist' && !step.issuesResult);
    if (!found) return undefined;
    const { event, index } = found;
    const { by, occurredAt, dossier } = event;
    const met = new Set(story.events.map((other) => other.by.id));
    const colleagues = story.staff.holders('reception', `${by.agency ?? ''}/mc`, occurredAt);
    const substitute = colleagues.find((id) => !met.has(id));
    if (substitute === undefined) return undefined;
    const to = shifted(occurredAt, -overMs);
    const substitution: OfficerSubstitution = {
      id: `tt-${dossier}`,
      officer: by.id,
      substitute,
      roles: null,
      from: shifted(to, -TWO_DAYS_MS),
      to,
      basis: 'Đi công tác',
    };
    const used = { ...by, id: substitute, onBehalfOf: by.id, substitution: substitution.id };
    const body = { ...event.body, officer: substitute };
    return replaced(story, index, { ...event, by: used, body }, { ...stepAt(event), substitution });
  };

/** One step of a plain stretch, with all that happened to it, is gone; the one before leads where it led. */
export const stepLeftOut: Tamper = (story) => {
  const plain = completions(story).filter(
    ({ event, step }) =>
      event.body.opens.length === 1 && event.body.run === 1 && !step.joins && !event.body.opensParts?.length,
  );
  for (const before of plain) {
    const [next] = before.event.body.opens;
    const left = plain.find(({ step }) => step.no === next?.step);
    const [after] = left?.event.body.opens ?? [];
    if (!left || !after || left.step.issuesResult || stepOf(story.edition, after.step)?.issuesResult)
      continue;
    if (left.event.body.closesParts?.length || stepOf(story.edition, after.step)?.joins) continue;
    const events = story.events
      .with(before.index, { ...before.event, body: { ...before.event.body, opens: left.event.body.opens } })
      .filter((event) => !ofStep(event, left.step.no));
    return { events: renumbered(events), step: after.step, run: after.run };
  }
  return undefined;
};

/** A step is done again after the next one, though nothing led back to it. */
export const doneAgainLater: Tamper = (story) => {
  const done = completions(story).filter(({ step }) => !step.issuesResult);
  const [first] = done;
  const second = done.find(({ index, step }) => first && index > first.index && step.no !== first.step.no);
  if (!first || !second) return undefined;
  const { occurredAt, recordedAt, commandId } = second.event;
  const again: RecordedDossierEvent = {
    ...first.event,
    occurredAt,
    recordedAt,
    commandId,
    body: { ...first.event.body, opens: [] },
  };
  return { events: renumbered(story.events.toSpliced(second.index + 1, 0, again)), ...stepAt(first.event) };
};

/** Who did the work releases it, too. */
export const releasedByTheSame: Tamper = (story) => {
  const done = completions(story);
  const found = done.find(({ step }) => step.otherPersonThan?.length);
  const worker = done.findLast(
    ({ step, index }) => found && index < found.index && found.step.otherPersonThan?.includes(step.no),
  );
  if (!found || !worker) return undefined;
  const { id } = worker.event.by;
  const events = story.events.map((event): RecordedDossierEvent => {
    if (!ofStep(event, found.step.no)) return event;
    if (event.type === 'StepAssigned')
      return { ...event, by: { ...event.by, id }, body: { ...event.body, officer: id } };
    if (event.type === 'StepCompleted')
      return { ...event, by: { ...event.by, id }, body: { ...event.body, officer: id } };
    return event;
  });
  return { events, ...stepAt(found.event) };
};

/** Entered two days after it was done, and not as history taken over. */
export const enteredLater: Tamper = (story) => {
  const found = completions(story).at(-1);
  if (!found) return undefined;
  const { imported: _imported, ...event } = found.event;
  const recordedAt = shifted(event.occurredAt, TWO_DAYS_MS);
  return replaced(story, found.index, { ...event, recordedAt }, stepAt(found.event));
};

/** The clock noticed late that something had fallen due: nobody back-dated anything. */
export const noticedLater: Tamper = (story) => {
  const index = story.events.findIndex(({ by }) => by.kind === 'clock');
  const found = story.events[index];
  if (!found) return undefined;
  const { imported: _imported, ...event } = found;
  return replaced(story, index, { ...event, recordedAt: shifted(event.occurredAt, TWO_DAYS_MS) });
};

/** The result goes out while the step before the signature is still being worked on. */
export const issuedTooSoon: Tamper = (story) => {
  const issued = story.events.findIndex(({ type }) => type === 'ResultIssued');
  const done = completions(story).filter(({ index }) => index < issued);
  const before = done.at(-2);
  const event = story.events[issued];
  if (!before || !event || event.type !== 'ResultIssued') return undefined;
  const { occurredAt, recordedAt, commandId } = before.event;
  const early = { ...event, occurredAt, recordedAt, commandId };
  const without = story.events.toSpliced(issued, 1);
  const { step, run } = event.body;
  return { events: renumbered(without.toSpliced(before.index, 0, early)), step, run };
};

export const formLeftOut: Tamper = (story) => {
  const found = completions(story).find(({ event, step }) => step.forms.length > 0 && isMain(event, step));
  if (!found) return undefined;
  const { event, index } = found;
  return replaced(story, index, { ...event, body: { ...event.body, forms: [] } }, stepAt(event));
};

/** The papers of another outcome than the main one are not the table's. */
export const formsOfAnotherOutcome: Tamper = (story) => {
  const found = completions(story).find(({ event, step }) => !isMain(event, step));
  if (!found) return undefined;
  const { event, index } = found;
  return replaced(story, index, { ...event, body: { ...event.body, forms: [], results: [] } }, stepAt(event));
};

export const anotherOutcome: Tamper = (story) => {
  const found = completions(story).find(({ event, step }) => !isMain(event, step));
  return found && { events: story.events, ...stepAt(found.event) };
};

const isMain = (event: Completed, step: Step): boolean => step.transitions[0]?.outcome === event.body.outcome;

/** Received without a paper that the procedure asks for (or, the near miss, without one it does not). */
export const documentLeftOut =
  (required: boolean): Tamper =>
  (story) => {
    const index = story.events.findIndex(({ type }) => type === 'DossierReceived');
    const event = story.events[index];
    const wanted = story.edition.documents.find((document) => document.required === required);
    if (event?.type !== 'DossierReceived' || (required && !wanted)) return undefined;
    const documents = event.body.documents.filter(({ code }) => code !== wanted?.code);
    return replaced(story, index, { ...event, body: { ...event.body, documents } });
  };

export const promisedTwice: Tamper = (story) => {
  const index = story.events.findIndex(({ type }) => type === 'AppointmentExtended');
  const event = story.events[index];
  if (event?.type !== 'AppointmentExtended') return undefined;
  const again: RecordedDossierEvent = {
    ...event,
    occurredAt: shifted(event.occurredAt, MINUTE_MS),
    recordedAt: shifted(event.recordedAt, MINUTE_MS),
    body: { ...event.body, number: event.body.number + 1 },
  };
  return { events: renumbered(story.events.toSpliced(index + 1, 0, again)) };
};

export const extended: Tamper = (story) =>
  story.events.some(({ type }) => type === 'AppointmentExtended') ? { events: story.events } : undefined;

/** Received under the edition before the one in force. */
export const underAnOldEdition: Tamper = (story) => {
  const index = story.events.findIndex(({ type }) => type === 'DossierReceived');
  const event = story.events[index];
  if (event?.type !== 'DossierReceived') return undefined;
  return replaced(story, index, { ...event, body: { ...event.body, edition: event.body.edition - 1 } });
};

/** Only where something of the kind did happen, so many times; the last of them is the place. */
export const having =
  (type: RecordedDossierEvent['type'], count = 1): Tamper =>
  ({ events }) => {
    const found = events.filter((event) => event.type === type);
    const body = found[count - 1]?.body;
    if (!body) return undefined;
    const at = 'step' in body && 'run' in body ? { step: body.step, run: body.run } : {};
    return { events, ...(type === 'StepOverdue' && at) };
  };
