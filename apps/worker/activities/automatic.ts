/**
 * Steps done by a system: notify, call another system, wait for its answer. A system is found by the role that
 * the edition names for the step; a role without one only moves the dossier on, where there is one way to go.
 */
import { ApplicationFailure } from '@temporalio/common';
import type { Edition, Step } from '#libs/procedure';
import type { AutomaticResult, AutomaticTask } from '#workflows';

/** May be called again for the same task (at least once): it tells repetitions by dossier, step and run. */
export type AutomaticSystem = (
  task: AutomaticTask,
  step: Step,
) => Promise<{ readonly outcome: string; readonly results: readonly string[] }>;

export interface AutomaticSystems {
  perform(task: AutomaticTask, edition: Edition): Promise<AutomaticResult>;
}

export const PASS_ON = 'pass-on';

export function createAutomaticSystems(byRole: Readonly<Record<string, AutomaticSystem>>): AutomaticSystems {
  return {
    async perform(task, edition) {
      const step = edition.steps.find(({ no }) => no === task.step);
      if (!step) throw ApplicationFailure.retryable(`no step ${task.step}`, 'no-step');
      const system = byRole[step.role];
      if (system) return { system: step.role, ...(await system(task, step)) };
      return { system: PASS_ON, outcome: onlyOutcome(step), results: step.results };
    },
  };
}

function onlyOutcome({ no, role, transitions }: Step): string {
  const [only, ...others] = transitions;
  if (only && others.length === 0) return only.outcome;
  throw ApplicationFailure.retryable(`step ${no} needs the system ${role}, which is not set up`, 'no-system');
}
