/** May this actor do that? One policy per action; steps of a dossier have their own (`canActOnStep`). */
import type { Instant } from '#libs/calendar';
import { canSupervise, RECEPTION, refuse, rolesAt } from './steps.ts';
import type { AccessRefusal, Actor, Authorities, SystemRole } from './types.ts';
import { reaches, visibilityOf, type DossierPlaces } from './visibility.ts';

export type Wish =
  /** Its page, timeline and replay, the applicant's data included. */
  | { readonly action: 'dossier.read'; readonly dossier: DossierPlaces }
  | { readonly action: 'dossier.receive'; readonly agency: string; readonly unit: string }
  /** Reassign, substitute, extend, stop. Without a unit: anywhere in the agency. */
  | { readonly action: 'dossier.supervise'; readonly agency: string; readonly unit?: string }
  /** Proof that nobody altered it, and the evidence file. */
  | { readonly action: 'ledger.verify'; readonly dossier: DossierPlaces }
  | { readonly action: 'late-board.read'; readonly agency: string }
  | { readonly action: 'figures.read'; readonly agency: string }
  | { readonly action: 'procedure.read' }
  | { readonly action: 'procedure.edit'; readonly agency: string }
  | { readonly action: 'procedure.approve'; readonly agency: string }
  | { readonly action: 'nonconformity.manage'; readonly agency: string }
  /** Another system's log beside the agency's procedures. */
  | { readonly action: 'log.compare'; readonly agency: string }
  | { readonly action: 'scoring.self'; readonly agency: string }
  | { readonly action: 'scoring.official' }
  | { readonly action: 'organisation.read' }
  | { readonly action: 'organisation.change' }
  | { readonly action: 'account.administer' }
  /** Appoint someone to stand in for an officer of the unit. */
  | {
      readonly action: 'substitution.arrange';
      readonly agency: string;
      readonly unit: string;
      readonly officer: string;
    };

export type Action = Wish['action'];
export type Permission = { readonly ok: true } | { readonly ok: false; readonly refusal: AccessRefusal };

const GRANTED: Permission = { ok: true };

/**
 * A citizen reaches a dossier by its code and secret only, which is no permission of an account; the clock and the
 * systems act inside and ask for nothing here. So all but officers are refused.
 */
export function can(actor: Actor, wish: Wish, at: Instant): Permission {
  if (actor.kind !== 'officer') return { ok: false, refusal: refuse('not-permitted') };
  return permits(actor, wish, at) ? GRANTED : { ok: false, refusal: refuse(codeFor(wish), placeOf(wish)) };
}

function permits(who: Authorities, wish: Wish, at: Instant): boolean {
  switch (wish.action) {
    case 'dossier.read':
      return reaches(visibilityOf(who, at), wish.dossier);
    case 'ledger.verify':
      return is(who, 'auditor') && reaches(auditScope(who), wish.dossier);
    case 'dossier.receive':
      return rolesAt(who, at).some((held) => held.role === RECEPTION && held.unit === wish.unit);
    case 'dossier.supervise':
      return canSupervise(who, wish, at).ok;
    case 'late-board.read':
      return canSupervise(who, { agency: wish.agency }, at).ok || audits(who, wish.agency);
    case 'figures.read':
      return worksIn(who, wish.agency, at) || audits(who, wish.agency) || is(who, 'committee');
    case 'procedure.read':
    case 'organisation.read':
      return true;
    case 'procedure.edit':
    case 'nonconformity.manage':
    case 'scoring.self':
      return is(who, 'iso-secretary') && who.agency === wish.agency;
    case 'log.compare':
      return (is(who, 'iso-secretary') && who.agency === wish.agency) || audits(who, wish.agency);
    case 'procedure.approve':
      return canSupervise(who, { agency: wish.agency }, at).ok;
    case 'scoring.official':
      return is(who, 'committee');
    case 'organisation.change':
    case 'account.administer':
      return is(who, 'admin');
    case 'substitution.arrange':
      return is(who, 'admin') || who.officer === wish.officer || canSupervise(who, wish, at).ok;
    default:
      return wish satisfies never;
  }
}

const is = (who: Authorities, role: SystemRole): boolean => who.systemRoles.includes(role);

const audits = (who: Authorities, agency: string): boolean =>
  is(who, 'auditor') && (who.auditedAgencies?.includes(agency) ?? false);

const auditScope = (who: Authorities) => ({ agencies: who.auditedAgencies ?? [], units: [] });

const worksIn = (who: Authorities, agency: string, at: Instant): boolean =>
  who.agency === agency || rolesAt(who, at).some((held) => held.agency === agency);

const codeFor = ({ action }: Wish): 'not-supervisor' | 'not-permitted' =>
  action === 'dossier.supervise' || action === 'procedure.approve' ? 'not-supervisor' : 'not-permitted';

const placeOf = (wish: Wish): { agency?: string; unit?: string } => ({
  ...('agency' in wish && { agency: wish.agency }),
  ...('unit' in wish && wish.unit !== undefined && { unit: wish.unit }),
});
