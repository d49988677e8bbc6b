/** How a finding is written down. */
import type { OpenStep, StepRun } from '#libs/dossier';
import type { PolicyCode } from '../catalogue.ts';
import type { Finding, Scene } from '../types.ts';

interface More {
  readonly place?: string;
  readonly measure?: number;
  readonly detail?: Finding['detail'];
  readonly officer?: string | null;
}

export const placeOf = ({ step, run }: StepRun): string => `${step}#${run}`;

export const openStepAt = ({ before }: Scene, { step, run }: StepRun): OpenStep | undefined =>
  'open' in before ? before.open.find((open) => open.step === step && open.run === run) : undefined;

/** About the dossier as a whole. */
export function onDossier(policy: PolicyCode, { event, after }: Scene, more: More = {}): Finding {
  const { version, occurredAt, by } = event;
  const place = after.open.at(-1) ?? after.done.at(-1);
  return {
    policy,
    version,
    place: more.place ?? '',
    at: occurredAt,
    agency: after.agency,
    unit: by.unit ?? place?.unit ?? '',
    officer: more.officer ?? (by.kind === 'officer' ? by.id : ''),
    step: '',
    measure: more.measure ?? null,
    detail: more.detail ?? {},
  };
}

/** About one visit to a step; where the step was not open, the event's own authority says whose it was. */
export function onStep(policy: PolicyCode, scene: Scene, at: StepRun, more: More = {}): Finding {
  const { version, occurredAt, by } = scene.event;
  const open = openStepAt(scene, at);
  return {
    policy,
    version,
    place: more.place ?? placeOf(at),
    at: occurredAt,
    agency: open?.agency ?? scene.after.agency,
    unit: open?.unit ?? by.unit ?? '',
    officer: more.officer ?? (by.kind === 'officer' ? by.id : (open?.officer ?? '')),
    step: at.step,
    measure: more.measure ?? null,
    detail: more.detail ?? {},
  };
}
