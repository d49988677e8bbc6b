import type { Authorised, UsedAuthority } from '#libs/access';
import { allow, deny, denyStep, type Outcome } from '../outcome.ts';
import type { OpenStep } from '../state.ts';

/** The access rules' refusals in the dossier's words. */
export function byAccess(answer: Authorised, open?: OpenStep): Outcome<UsedAuthority> {
  if (answer.ok) return allow(answer.authority);
  const { code, allowed } = answer.refusal;
  const refusal = code === 'substitution-not-in-force' ? 'substitution-invalid' : 'role-missing';
  if (open) return denyStep(refusal, code, open);
  const { role, unit } = allowed;
  return deny(refusal, code, { holder: { ...(role && { role }), ...(unit && { unit }) } });
}
