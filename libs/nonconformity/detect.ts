/** The detectors as one fold over a dossier's events: what each event shows, found as it comes or in a replay. */
import { advance, beginCheck, type OrderCheck, type OrderDeviation, type StepDone } from '#libs/conformance';
import {
  evolve,
  initialState,
  type Active,
  type Closed,
  type DossierState,
  type RecordedDossierEvent,
} from '#libs/dossier';
import { onStep } from './policies/finding.ts';
import { apologisedInTime, dossierInTime, stepInTime, takenUpInTime } from './policies/lateness.ts';
import { anotherPersonReleased, roleHeld, substitutionInForce } from './policies/people.ts';
import { promisedAgainOnce, supplementsAskedOnce } from './policies/promises.ts';
import {
  editionInForce,
  papersMade,
  receivedComplete,
  recordedAsDone,
  releasedAfterApproval,
} from './policies/records.ts';
import type { DetectionContext, Finding, Policy, Scene } from './types.ts';

/** What the detectors remember of a dossier beside its state. */
export interface Watch {
  /** Null: not begun, or the dossier went over to another edition, and its order can't be told from there on. */
  readonly order: OrderCheck | null;
  /** Apologies in time that stand, by their commands. */
  readonly apologies: readonly string[];
  /** Before the last command, for it may be annulled. */
  readonly last: { readonly commandId: string; readonly order: OrderCheck | null } | null;
}

export const NOT_WATCHED: Watch = { order: null, apologies: [], last: null };

const POLICIES: readonly Policy[] = [
  stepInTime,
  dossierInTime,
  takenUpInTime,
  promisedAgainOnce,
  supplementsAskedOnce,
  roleHeld,
  substitutionInForce,
  anotherPersonReleased,
  recordedAsDone,
  releasedAfterApproval,
  papersMade,
  receivedComplete,
  editionInForce,
];

/** @param context undefined before the receipt: nothing is pinned yet, and nothing can deviate. */
export function watch(
  known: Watch,
  before: DossierState,
  event: RecordedDossierEvent,
  after: DossierState,
  context: DetectionContext | undefined,
): { readonly watch: Watch; readonly findings: readonly Finding[] } {
  if (!('open' in after) || !context) return { watch: known, findings: [] };
  const scene: Scene = { event, before, after, context };
  const ordered = inOrder(known.order, scene);
  const findings: Finding[] = [];
  for (const policy of POLICIES) {
    const finding = policy(scene);
    if (finding) findings.push(finding);
  }
  const unapologised = apologisedInTime(known.apologies.length > 0)(scene);
  if (unapologised) findings.push(unapologised);
  if (ordered.finding) findings.push(ordered.finding);
  return { watch: remembered(known, ordered.order, event), findings };
}

function remembered(known: Watch, order: OrderCheck | null, event: RecordedDossierEvent): Watch {
  const { commandId } = event;
  if (event.type === 'ActionAnnulled') {
    const apologies = known.apologies.filter((id) => id !== event.body.commandId);
    const back = known.last?.commandId === event.body.commandId ? known.last.order : known.order;
    return { order: back, apologies, last: null };
  }
  const apologises = event.type === 'AppointmentExtended' && event.body.apologyInTime;
  const last =
    known.last?.commandId === commandId || event.by.kind === 'clock'
      ? known.last
      : { commandId, order: known.order };
  return { order, apologies: apologises ? [...known.apologies, commandId] : known.apologies, last };
}

/** ISO 9001 8.1, 8.5.1: steps come in the order of the procedure; the edition's automaton knows it. */
function inOrder(order: OrderCheck | null, scene: Scene): { order: OrderCheck | null; finding?: Finding } {
  const { event, context } = scene;
  if (event.type === 'DossierReceived') return { order: beginCheck(context.automaton) };
  if (event.type === 'EditionChanged') return { order: null };
  const done = stepDone(event);
  if (!order || !done) return { order };
  const { check, deviation } = advance(context.automaton, order, done);
  return { order: check, ...(deviation && { finding: ofOrder(deviation, scene) }) };
}

function stepDone(event: RecordedDossierEvent): StepDone | undefined {
  if (event.type === 'StepCompleted') return { step: event.body.step, outcome: event.body.outcome };
  if (event.type !== 'StepReturned') return undefined;
  const to = event.body.opens[0]?.step;
  return { step: event.body.step, outcome: null, ...(to !== undefined && { returnedTo: to }) };
}

function ofOrder(deviation: OrderDeviation, scene: Scene): Finding {
  const { event } = scene;
  const run = 'run' in event.body ? event.body.run : 0;
  const at = { step: deviation.step, run };
  switch (deviation.kind) {
    case 'skipped':
      return onStep('step-skipped', scene, at, { detail: { skipped: deviation.skipped } });
    case 'out-of-order':
      return onStep('out-of-order', scene, at, {
        place: String(event.version),
        detail: { expected: deviation.expected },
      });
    case 'unknown-outcome':
      return onStep('out-of-order', scene, at, {
        place: String(event.version),
        detail: { outcome: deviation.outcome },
      });
    case 'unknown-step':
    case 'unfinished':
      return onStep('out-of-order', scene, at, {
        place: String(event.version),
        detail: { kind: deviation.kind },
      });
    default:
      return deviation satisfies never;
  }
}

/** A whole history at once: each finding once, as it was first shown. */
export function detect(
  events: readonly RecordedDossierEvent[],
  contextOf: (pinned: (Active | Closed)['pinned']) => DetectionContext | undefined,
): readonly Finding[] {
  const findings = new Map<string, Finding>();
  let state: DossierState = initialState;
  let known = NOT_WATCHED;
  for (const event of events) {
    const after = evolve(state, event);
    const context = 'pinned' in after ? contextOf(after.pinned) : undefined;
    const seen = watch(known, state, event, after, context);
    for (const finding of seen.findings) {
      const key = keyOf(finding);
      if (!findings.has(key)) findings.set(key, finding);
    }
    known = seen.watch;
    state = after;
  }
  return [...findings.values()];
}

export const keyOf = ({ policy, place }: Pick<Finding, 'policy' | 'place'>): string => `${policy} ${place}`;
