/**
 * A dossier's way through its ISO procedure, as Temporal sees it. The workflow's type is the procedure's code,
 * its id the dossier's. The ledger leads: this follows its events, keeps the moments that they set, and has
 * what falls due decided where everything is decided.
 */
import type { DossierState } from '#libs/dossier';
import {
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { ledger } from './activities.ts';
import { Branches } from './branches.ts';
import { keepTimers } from './clock.ts';
import { detailsOf } from './details.ts';
import { Followed } from './followed.ts';
import {
  eventsSignal,
  stateQuery,
  type DossierStart,
  type DossierSummary,
  type StreamPage,
} from './messages.ts';
import { followPart, tellDoneParts } from './parts.ts';
import { searchAttributesOf } from './search-attributes.ts';
import { takeStep } from './step.ts';

export async function dossierWorkflow(start: DossierStart): Promise<DossierSummary> {
  const { stream, part } = start;
  const dossier = new Followed(start.version);
  setHandler(eventsSignal, (told) => dossier.hear(told));
  setHandler(stateQuery, () => dossier.state);

  if (start.edition) dossier.pin(start.edition);
  const branches = new Branches();
  const show = shownWhenChanged();
  if (workflowInfo().attempt > 1) await afterFailure(dossier, stream);

  const followsARun = start.version > 0 && part === undefined;
  if (followsARun) {
    await catchUp(dossier, stream);
    await tellDoneParts(dossier, stream);
  }
  for (;;) {
    await catchUp(dossier, stream);
    show(dossier, part);
    if (isOver(dossier, part) && branches.mayEnd) return summaryOf(dossier, stream, part);
    if (mustContinueAsNew(branches)) {
      return await continueAsNew<typeof dossierWorkflow>(nextRun(start, dossier.version));
    }
    openBranches(dossier, start, branches);

    const { version } = dossier;
    await condition(
      () =>
        dossier.isBehind ||
        dossier.version !== version ||
        branches.hasFailed ||
        mustContinueAsNew(branches) ||
        (isOver(dossier, part) && branches.mayEnd),
    );
    branches.rethrow();
  }
}

/** The dossier's own clock, each open step, and each part that another agency does, side by side. */
function openBranches(dossier: Followed, { stream, part }: DossierStart, branches: Branches): void {
  const elsewhere = part === undefined ? dossier.partsElsewhere : [];
  const mine = dossier.openSteps.filter((step) =>
    part === undefined ? !elsewhere.includes(step.part) : step.part === part,
  );
  for (const step of mine) {
    branches.start(`step ${step.step}#${step.run}`, () => takeStep(dossier, stream, step, branches));
  }
  for (const other of elsewhere) {
    branches.start(`part ${other}`, () => followPart(dossier, stream, other, branches));
  }
  if (part === undefined && dossier.state.status === 'open') {
    const itsTimers = () => dossier.timers.filter(({ step }) => step === undefined);
    branches.start('dossier', () => keepTimers(dossier, stream, itsTimers, () => isOver(dossier)));
  }
}

/** Reads what the signals did not bring, and the edition that the events name. */
async function catchUp(dossier: Followed, stream: string): Promise<void> {
  while (dossier.isBehind) {
    const from = dossier.wanted;
    const { heard } = dossier;
    const events: StreamPage['events'][number][] = [];
    for (let more = true; more;) {
      const page = await ledger.loadEvents(stream, from + events.length);
      events.push(...page.events);
      more = page.more;
    }
    dossier.learn(from, events, heard);
  }
  const { editionWanted } = dossier;
  if (!editionWanted) return;
  dossier.pin(await ledger.loadEdition(editionWanted.procedure, editionWanted.edition));
  await catchUp(dossier, stream);
}

async function afterFailure(dossier: Followed, stream: string): Promise<void> {
  await ledger.noticeRestart(stream, workflowInfo().lastFailure?.message ?? 'unknown');
  dossier.suspectMore();
}

/** A dossier is over when it is closed; another agency's part when the agency has done it. */
function isOver(dossier: Followed, part?: string): boolean {
  const { status } = dossier.state;
  if (status === 'none' || status === 'submitted') return false;
  if (status !== 'open') return true;
  return part !== undefined && !dossier.isBehind && !dossier.partsElsewhere.includes(part);
}

const mustContinueAsNew = (branches: Branches): boolean =>
  workflowInfo().continueAsNewSuggested && branches.mayEnd;

const nextRun = ({ stream, part }: DossierStart, version: number): DossierStart =>
  part === undefined ? { stream, version } : { stream, version, part };

/** What an operator sees in Temporal's UI; an attribute is written only when it changed. */
function shownWhenChanged(): (dossier: Followed, part?: string) => void {
  const shown = new Map<string, string>();
  let shownState: DossierState | null = null;
  return (dossier, part) => {
    if (dossier.state === shownState) return;
    shownState = dossier.state;
    const changed = searchAttributesOf(dossier.state, part).filter(
      ({ key, value }) => (shown.get(key.name) ?? 'null') !== JSON.stringify(value),
    );
    for (const { key, value } of changed) shown.set(key.name, JSON.stringify(value));
    if (changed.length > 0) upsertSearchAttributes(changed);
    setCurrentDetails(detailsOf(dossier.state, dossier.edition));
  };
}

function summaryOf(dossier: Followed, stream: string, part?: string): DossierSummary {
  const { state, version } = dossier;
  const known = { stream, status: state.status, version, ...(part === undefined ? {} : { part }) };
  if (!('pinned' in state)) return known;
  return {
    ...known,
    code: state.code,
    stepsDone: state.done.length,
    ...(state.appointment ? { dueAt: state.appointment.deadline.dueAt } : {}),
    ...('closedAt' in state ? { closedAt: state.closedAt } : {}),
  };
}
