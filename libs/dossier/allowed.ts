/** What the one who asks may do now: the same guards as `decide`, so the portal never shows what would be refused. */
import type { Actor } from '#libs/access';
import type { Instant } from '#libs/calendar';
import type { Edition } from '#libs/procedure';
import type { AllowedAction, CommandType } from './commands.ts';
import type { Placement } from './events.ts';
import { permit } from './guards.ts';
import { dueMoments } from './moments.ts';
import { handingOverStep } from './policies/release.ts';
import { returnTargets } from './policies/returning.ts';
import { hasSteps, stepIn, type Situation, type Target } from './situation.ts';
import type { Active, DossierState, OpenStep } from './state.ts';

const ON_A_NEW_DOSSIER = [
  'submit',
  'receive',
  'request-completion',
  'refuse',
  'withdraw',
] as const satisfies CommandType[];
const ON_A_STEP = [
  'claim',
  'unclaim',
  'complete',
  'issue-result',
  'return',
  'request-supplement',
  'request-payment',
  'consult',
  'assign',
  'reassign',
  'substitute',
] as const satisfies CommandType[];
const ON_A_DOSSIER = [
  'hand-over',
  'receive-supplement',
  'confirm-payment',
  'answer-consultation',
  'extend',
  'withdraw',
  'stop',
  'annul',
  'change-edition',
  'recount',
] as const satisfies CommandType[];

/** @param placements before the receipt only: who does which part; without them a role in the agency is enough. */
export function allowedActions(
  state: DossierState,
  edition: Edition,
  actor: Actor,
  now: Instant,
  placements?: Readonly<Record<string, Placement>>,
): readonly AllowedAction[] {
  const situation: Situation = { state, edition, actor, now, ...(placements && { placements }) };
  const targets = targetsOf(state).filter((target) => permit(situation, target).ok);
  return targets.map((target) => described(situation, target));
}

function targetsOf(state: DossierState): readonly Target[] {
  if (state.status === 'none' || state.status === 'submitted')
    return ON_A_NEW_DOSSIER.map((type) => ({ type }));
  const onDossier = ON_A_DOSSIER.map((type) => ({ type }));
  if (!hasSteps(state)) return [];
  if (state.status !== 'open') return onDossier;
  const onSteps = state.open.flatMap(({ step, run }) => ON_A_STEP.map((type) => ({ type, step, run })));
  return [...onSteps, ...onDossier, ...dueMoments(state).map(({ command }) => command)];
}

function described(situation: Situation, { type, step }: Target): AllowedAction {
  const { state } = situation;
  if (state.status !== 'open') return { action: type };
  // The step that hands over is named, though the command finds it by itself.
  const open = type === 'hand-over' ? handingOverStep({ ...situation, state }) : undefined;
  const on = open?.ok ? open.value.step : step;
  return {
    action: type,
    ...(on !== undefined && { step: on }),
    ...details({ ...situation, state }, type, on),
  };
}

function details(
  situation: Situation<Active>,
  type: CommandType,
  no: string | undefined,
): Omit<AllowedAction, 'action' | 'step'> {
  const { state, edition } = situation;
  const step = stepIn(edition, no);
  const open = state.open.find((other) => other.step === no);
  switch (type) {
    case 'complete': {
      const choices = (step?.transitions ?? []).map(({ outcome: value, label }) => ({ value, label }));
      return { choices, forms: step?.forms ?? [], results: step?.results ?? [] };
    }
    case 'return':
      return { choices: open ? stepsToReturnTo(situation, open) : [] };
    case 'answer-consultation':
      return { choices: agenciesToAnswer(situation) };
    default:
      return {};
  }
}

function stepsToReturnTo(
  situation: Situation<Active>,
  open: OpenStep,
): NonNullable<AllowedAction['choices']> {
  return returnTargets(situation, open).map((value) => ({
    value,
    label: stepIn(situation.edition, value)?.content ?? value,
  }));
}

function agenciesToAnswer(situation: Situation<Active>): NonNullable<AllowedAction['choices']> {
  const agencies = situation.state.waiting.flatMap(({ agency }) => agency ?? []);
  return agencies
    .filter((agency) => permit(situation, { type: 'answer-consultation', agency }).ok)
    .map((value) => ({ value, label: value }));
}
