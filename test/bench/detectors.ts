/** What all detectors together cost an event, on a simulated year; the fold that they look at is left out. */
import { NATIONAL_CALENDAR, workCalendar } from '#libs/calendar';
import { shippedEditions } from '#libs/catalogue';
import { OrderAutomaton } from '#libs/conformance';
import { evolve, initialState, type DossierState, type RecordedDossierEvent } from '#libs/dossier';
import { NOT_WATCHED, POLICY_CODES, watch, type DetectionContext, type Watch } from '#libs/nonconformity';
import { numberAsked } from './support/bench-ledger.ts';
import { simulatedEvents } from './support/figure-history.ts';
import { takeTurns, tell, type Round } from './support/rounds.ts';

const ROUNDS = 9;
const YEAR = 2025;
const DOSSIERS = numberAsked('dossiers', 1_000);
const MICROSECONDS = 1_000;

interface Scene {
  readonly known: Watch;
  readonly before: DossierState;
  readonly event: RecordedDossierEvent;
  readonly after: DossierState;
  readonly context: DetectionContext | undefined;
}

const editions = shippedEditions();
const calendar = workCalendar(NATIONAL_CALENDAR);
const contexts = new Map(
  editions.map((edition) => {
    const context: DetectionContext = {
      edition,
      automaton: new OrderAutomaton(edition),
      calendarOf: () => calendar,
      inForceOn: (code, on) =>
        editions.findLast((one) => one.code === code && one.effectiveFrom <= on)?.edition,
      substitution: () => undefined,
    };
    return [`${edition.code} ${edition.edition}`, context];
  }),
);
const contextOf = (state: DossierState): DetectionContext | undefined =>
  'pinned' in state ? contexts.get(`${state.pinned.procedure} ${state.pinned.edition}`) : undefined;

const scenes: Scene[] = [];
for (const events of simulatedEvents(DOSSIERS, YEAR)) {
  let [before, known]: [DossierState, Watch] = [initialState, NOT_WATCHED];
  for (const event of events) {
    const after = evolve(before, event);
    const context = contextOf(after);
    scenes.push({ known, before, event, after, context });
    known = watch(known, before, event, after, context).watch;
    before = after;
  }
}

async function all(): Promise<Round> {
  let findings = 0;
  const began = performance.now();
  for (const { known, before, event, after, context } of scenes)
    findings += watch(known, before, event, after, context).findings.length;
  const ms = performance.now() - began;
  if (findings === 0) throw new Error('a year without a finding is none');
  return { perSecond: Math.round((1_000 * scenes.length) / ms), p50Ms: ms, p99Ms: ms };
}

const figures = await takeTurns(ROUNDS, { detectors: all });
const perEvent = (figures.detectors!.p50Ms * MICROSECONDS) / scenes.length;
tell('detectors', figures, {
  microsecondsPerEvent: Number(perEvent.toFixed(2)),
  detectors: POLICY_CODES.length,
  microsecondsPerDetector: Number((perEvent / POLICY_CODES.length).toFixed(3)),
  events: scenes.length,
});
