/** An answer or a refusal. The calendar's refusals have the same shape and pass through as they are. */
import type { UsedAuthority } from '#libs/access';
import type { StepNo } from '#libs/procedure';
import type { Refusal, RefusalCode } from './commands.ts';
import type { OpenStep } from './state.ts';

/** A refusal before it is told what is allowed instead. `message` is for developers; readers get words by the code. */
export interface Denial {
  readonly code: RefusalCode;
  readonly message: string;
  readonly step?: StepNo;
  readonly holder?: NonNullable<Refusal['holder']>;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Denial };

/** Leave to act: by which authority, and on which open step. */
export interface Grant {
  readonly authority: UsedAuthority;
  readonly open?: OpenStep;
}

export function allow<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function deny(code: RefusalCode, message: string, more: Partial<Denial> = {}): Outcome<never> {
  return { ok: false, refusal: { ...more, code, message } };
}

/** Who has a step: its officer, or else the role and unit that may claim it. */
export function holderOf({ officer, role, unit }: OpenStep): NonNullable<Refusal['holder']> {
  return officer === null ? { role, unit } : { officer, role, unit };
}

export function denyStep(code: RefusalCode, message: string, open: OpenStep): Outcome<never> {
  return deny(code, message, { step: open.step, holder: holderOf(open) });
}
