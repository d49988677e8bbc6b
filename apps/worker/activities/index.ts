/** The workflow's only effects. Everything decided goes the same way as an officer's action: decide → append. */
import { ApplicationFailure } from '@temporalio/common';
import type { Actor } from '#libs/access';
import type { CommandOutcome, CommandRequest, Editions } from '#libs/commands';
import type { DossierCommand } from '#libs/dossier';
import { commandIdOf, requestHashOf, type Ledger, type RecordedEvent } from '#libs/ledger';
import type { Edition } from '#libs/procedure';
import {
  inBrief,
  type Answer,
  type AutomaticResult,
  type AutomaticTask,
  type DossierActivities,
  type StreamPage,
} from '#workflows';
import { toldOf } from '../told.ts';
import type { AutomaticSystems } from './automatic.ts';

const MAX_PAGE_EVENTS = 200;
/** Temporal refuses payloads of 2 MB. */
const MAX_PAGE_CHARS = 500_000;

export interface ActivityPorts {
  readonly ledger: Pick<Ledger, 'load'>;
  readonly commands: { execute(request: CommandRequest): Promise<CommandOutcome> };
  readonly editions: Pick<Editions, 'edition'>;
  readonly systems: AutomaticSystems;
  /** Counts and alarms a workflow that failed and begins again. */
  onRestart(stream: string, reason: string): void;
}

export function createActivities(ports: ActivityPorts): DossierActivities {
  const execute = async (
    dossier: string,
    command: DossierCommand,
    actor: Actor,
    key: string,
  ): Promise<Answer> => {
    return answerOf(
      await ports.commands.execute({
        dossier,
        command,
        actor,
        commandId: commandIdOf(dossier, key),
        requestHash: requestHashOf(command),
      }),
    );
  };
  const editionOf = async (procedure: string, number: number): Promise<Edition> => {
    const edition = await ports.editions.edition(procedure, number);
    // Not published here yet, it may be in a minute: asked again until it is.
    if (!edition) throw ApplicationFailure.retryable(`no edition ${number} of ${procedure}`, 'no-edition');
    return edition;
  };

  return {
    async loadEvents(dossier, from) {
      return pageOf(await ports.ledger.load(dossier, { from, to: from + MAX_PAGE_EVENTS - 1 }));
    },

    loadEdition: async (procedure, edition) => inBrief(await editionOf(procedure, edition)),

    clockCommand: (dossier, command, key) => execute(dossier, command, { kind: 'clock' }, key),

    async performAutomatic(task) {
      return ports.systems.perform(task, await editionOf(task.procedure, task.edition));
    },

    completeAutomatic: (task, result) =>
      execute(
        task.dossier,
        completionOf(task, result),
        { kind: 'system', name: result.system },
        `automatic ${task.step}#${task.run}`,
      ),

    noticeRestart(dossier, reason) {
      ports.onRestart(dossier, reason);
      return Promise.resolve();
    },
  };
}

/** A refusal is an answer; what only another try can mend is thrown, and tried again. */
function answerOf(outcome: CommandOutcome): Answer {
  switch (outcome.kind) {
    case 'recorded':
    case 'repeated':
      return { ok: true, version: 'version' in outcome.state ? outcome.state.version : 0 };
    case 'refused':
      return { ok: false, code: outcome.refusal.code };
    case 'applicant-erased':
    case 'unseen-dossier':
      return { ok: false, code: outcome.kind };
    case 'busy':
    case 'unknown-dossier':
    case 'unknown-procedure':
    case 'other-request':
      throw ApplicationFailure.retryable(`the command came to ${outcome.kind}`, outcome.kind);
    default:
      return outcome satisfies never;
  }
}

function completionOf({ step }: AutomaticTask, { outcome, results }: AutomaticResult): DossierCommand {
  return { type: 'complete', step, outcome, forms: [], results, files: [] };
}

/** As many of the events as fit into one payload; at least one. */
function pageOf(recorded: readonly RecordedEvent[]): StreamPage {
  const events = recorded.map(toldOf);
  let chars = 0;
  const fits = events.findIndex((told, index) => {
    chars += JSON.stringify(told).length;
    return index > 0 && chars > MAX_PAGE_CHARS;
  });
  const page = fits === -1 ? events : events.slice(0, fits);
  return { events: page, more: fits !== -1 || recorded.length === MAX_PAGE_EVENTS };
}
