/** Every deviation and its near miss: what somebody does on purpose, and what is altered afterwards. */
import type { LocalDate } from '#libs/calendar';
import type { Edition } from '#libs/procedure';
import type { Deed } from '../script.ts';
import type { PlantKind } from '../types.ts';
import * as tamper from './tamper.ts';
import type { Tamper } from './tamper.ts';

export interface Spec {
  readonly kind: PlantKind;
  readonly nearMiss: boolean;
  readonly deed: Deed;
  readonly tamper: Tamper;
  /** It goes back once, as the procedure lets it. */
  readonly returns?: true;
  readonly suits?: (edition: Edition, receivedOn: LocalDate) => boolean;
}

const CALM: Deed = { do: 'nothing-special' };
/** One working day: no later than that a step is taken up. */
const TAKEN_UP_MINUTES = 480;
const MINUTE_MS = 60_000;

const deviation = (kind: PlantKind, deed: Deed, how: Tamper, more: Partial<Spec> = {}): Spec => ({
  kind,
  nearMiss: false,
  deed,
  tamper: how,
  ...more,
});
const near = (kind: PlantKind, deed: Deed, how: Tamper, more: Partial<Spec> = {}): Spec => ({
  ...deviation(kind, deed, how, more),
  nearMiss: true,
});

const hasBranches = (edition: Edition): boolean => edition.steps.some((step) => step.transitions.length > 1);
const returnsSomewhere = (edition: Edition): boolean =>
  edition.steps.some((step) => step.returnsTo.length > 0);

/** @param succeeding the edition that succeeds another within the year. */
export function specsFor(succeeding: Edition | undefined): readonly Spec[] {
  const { done, issued } = { done: tamper.having('StepCompleted', 3), issued: tamper.having('ResultIssued') };
  const from = succeeding?.effectiveFrom;
  const ofIt = (edition: Edition): boolean => edition.code === succeeding?.code;
  return [
    deviation('step-late', { do: 'finish-step', when: 'late' }, tamper.having('StepOverdue')),
    near('step-late', { do: 'finish-step', when: 'a-minute-before' }, done),
    deviation('dossier-late', { do: 'issue', when: 'late' }, tamper.having('DossierOverdue')),
    near('dossier-late', { do: 'issue', when: 'a-minute-before' }, issued),
    deviation('late-without-apology', { do: 'issue', when: 'late' }, tamper.having('DossierOverdue')),
    near('late-without-apology', { do: 'issue', when: 'late-after-apology' }, tamper.extended),
    deviation('second-re-promise', { do: 'extend-once' }, tamper.promisedTwice),
    near('second-re-promise', { do: 'extend-once' }, tamper.extended),
    deviation(
      'second-supplement',
      { do: 'ask-supplements', times: 2 },
      tamper.having('SupplementRequested', 2),
    ),
    near('second-supplement', { do: 'ask-supplements', times: 1 }, tamper.having('SupplementRequested')),
    deviation('role-missing', CALM, tamper.doneWithoutTheRole),
    near('role-missing', CALM, tamper.doneByStandIn(-60 * MINUTE_MS)),
    deviation('substitution-invalid', CALM, tamper.doneByStandIn(MINUTE_MS)),
    near('substitution-invalid', CALM, tamper.doneByStandIn(-MINUTE_MS)),
    deviation('step-skipped', CALM, tamper.stepLeftOut),
    near('step-skipped', CALM, tamper.anotherOutcome, { suits: hasBranches }),
    deviation('out-of-order', CALM, tamper.doneAgainLater),
    near('out-of-order', CALM, tamper.having('StepReturned'), { suits: returnsSomewhere, returns: true }),
    deviation('same-person', CALM, tamper.releasedByTheSame),
    near('same-person', CALM, done),
    deviation('back-dated', CALM, tamper.enteredLater),
    near('back-dated', { do: 'finish-step', when: 'a-minute-before' }, tamper.noticedLater),
    deviation('issued-before-approval', CALM, tamper.issuedTooSoon),
    near('issued-before-approval', CALM, issued),
    deviation('form-missing', CALM, tamper.formLeftOut),
    near('form-missing', CALM, tamper.formsOfAnotherOutcome, { suits: hasBranches }),
    deviation('document-missing', CALM, tamper.documentLeftOut(true)),
    near('document-missing', CALM, tamper.documentLeftOut(false)),
    deviation('assigned-late', { do: 'claim', afterMinutes: TAKEN_UP_MINUTES + 1 }, done),
    near('assigned-late', { do: 'claim', afterMinutes: TAKEN_UP_MINUTES }, done),
    deviation('edition-not-in-force', CALM, tamper.underAnOldEdition, {
      suits: (edition, on) => ofIt(edition) && from !== undefined && on >= from,
    }),
    near('edition-not-in-force', CALM, done, {
      suits: (edition, on) => ofIt(edition) && from !== undefined && on < from,
    }),
  ];
}
