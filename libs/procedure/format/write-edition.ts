/** An edition as its file would have it: what `parseEdition` reads back to the same. What follows by itself is left out. */
import type { CountingProfile } from '#libs/calendar';
import { PROFILES } from '../profiles.ts';
import type { Edition, RequiredDocument, Step, StepNo } from '../types.ts';
import { isKnownRole, ROLES } from '../vocabulary.ts';

export type Field = string | number | readonly Field[] | { readonly [name: string]: Field };
/** The names are those of docs/procedures.md. */
export interface FileStep {
  readonly no: string;
  readonly content: string;
  readonly role: string;
  readonly [name: string]: Field;
}
export interface EditionFile {
  readonly code: string;
  readonly edition: number;
  readonly title: string;
  readonly steps: readonly FileStep[];
  readonly [name: string]: Field | readonly FileStep[];
}

export type Writable = Omit<Edition, 'effectiveFrom'> & { readonly effectiveFrom: string | null };

const MAIN_PART = 'main';
const DEFAULT_WARN_SHARE = 0.8;
const END = 'end';

export function writeEdition(edition: Writable): EditionFile {
  const { parts, ownForms = [], steps, documents } = edition;
  const ownParts = parts.length > 1 || parts[0]?.key !== MAIN_PART || parts[0].name !== edition.agency;
  return {
    code: edition.code,
    edition: edition.edition,
    title: edition.title,
    field: edition.field,
    agency: edition.agency,
    ...given('effective-from', edition.effectiveFrom),
    ...listed('tthc', edition.tthcCodes),
    ...listed('legal-basis', edition.legalBasis),
    ...given('service-level', edition.serviceLevel),
    ...given('fee-vnd', edition.feeVnd),
    ...given('total', edition.total),
    profile: profileOf(edition.profile),
    ...(edition.warnAtShare !== DEFAULT_WARN_SHARE && { 'warn-at': edition.warnAtShare }),
    ...listed('documents', documents.map(documentOf)),
    ...(ownParts && { parts: parts.map(partOf) }),
    ...listed(
      'own-forms',
      ownForms.map(({ code, name }) => ({ code, name })),
    ),
    ...(edition.firstStep !== steps[0]?.no && { 'first-step': edition.firstStep }),
    steps: steps.map((step, index) => stepOf(step, steps[index + 1]?.no)),
  };
}

const given = (name: string, value: string | number | null | undefined): Record<string, Field> =>
  value === null || value === undefined || value === '' ? {} : { [name]: value };

const listed = (name: string, values: readonly Field[] | undefined): Record<string, Field> =>
  values === undefined || values.length === 0 ? {} : { [name]: values };

/** Its name, or the first of its unit with what differs. */
function profileOf(profile: CountingProfile): Field {
  const named = Object.entries(PROFILES).find(([, known]) => same(known, profile));
  if (named) return named[0];
  const base = Object.entries(PROFILES).find(([, known]) => known.unit === profile.unit);
  if (!base) throw new RangeError(`no profile counts in ${profile.unit}`);
  const [name, known] = base;
  return {
    base: name,
    ...(profile.cutOff !== known.cutOff && { 'cut-off': profile.cutOff }),
    ...(profile.supplement !== known.supplement && { supplement: profile.supplement }),
    ...(!same(profile.pausesFor, known.pausesFor) && { 'pauses-for': profile.pausesFor }),
    ...given('supplement-expiry', profile.supplementExpiry),
    ...(profile.maxExtensions !== known.maxExtensions && { 'max-extensions': profile.maxExtensions }),
    ...(profile.apology !== known.apology && { apology: profile.apology }),
  };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const documentOf = ({ code, name, form, copies, required }: RequiredDocument): Field => ({
  code,
  name,
  ...(form !== 'original' && { form }),
  ...(copies !== 1 && { copies }),
  ...(!required && { required: 'false' }),
});

const partOf = ({ key, name, total, outsideTotal }: Edition['parts'][number]): Field => ({
  key,
  name,
  ...given('total', total),
  ...(outsideTotal && { 'outside-total': 'true' }),
});

function stepOf(step: Step, following: StepNo | undefined): FileStep {
  const byRole = isKnownRole(step.role) ? ROLES[step.role] : undefined;
  return {
    no: step.no,
    content: step.content,
    role: step.role,
    ...given('time', step.time),
    ...(step.kind !== (byRole?.kind ?? 'officer') && { kind: step.kind }),
    ...(step.unit !== (byRole?.unit ?? 'professional') && { unit: step.unit }),
    ...(step.part !== MAIN_PART && { part: step.part }),
    ...given('shared-time', step.sharedTime),
    ...given('expiry', step.expiry),
    ...listed('forms', step.forms),
    ...listed('results', step.results),
    ...wayOn(step, following),
    ...listed('returns-to', step.returnsTo),
    ...listed('other-person-than', step.otherPersonThan),
    ...(step.joins && { joins: 'true' }),
    ...(step.issuesResult && { 'issues-result': 'true' }),
    ...(step.handsOver && { 'hands-over': 'true' }),
  };
}

/** Nothing where the next line follows by itself. */
function wayOn({ transitions }: Step, following: StepNo | undefined): Record<string, Field> {
  const [only] = transitions;
  const next = following === undefined ? [] : [following];
  if (only && transitions.length === 1 && only.outcome === 'done' && only.label === 'Hoàn thành') {
    return same(only.to, next) ? {} : { next: targets(only.to) };
  }
  return {
    outcomes: Object.fromEntries(
      transitions.map(({ outcome, label, to }) => [
        outcome,
        same(to, next) && next.length > 0 ? label : { label, to: targets(to) },
      ]),
    ),
  };
}

const targets = (to: readonly StepNo[]): Field => (to.length === 0 ? [END] : to);
