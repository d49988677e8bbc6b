/** Which agencies handle a procedure, and which unit stands behind each unit key of its steps: whatever ships gets a place. */
import type { LocalDate } from '#libs/calendar';
import type { Agency, Assignment, PartPlacement, Unit } from '#libs/organisation';
import type { Edition } from '#libs/procedure';
import {
  DEPARTMENTS,
  PROVINCE,
  PUBLIC_SERVICE_UNITS,
  ROUND_THE_CLOCK,
  SUB_DEPARTMENTS,
  VERTICAL,
  type Place,
} from './places.ts';

export interface Ground {
  readonly agencies: readonly Agency[];
  readonly units: readonly Unit[];
  readonly places: readonly Place[];
  /** Communes of the two-tier days; the first takes the commune parts of what a department receives. */
  readonly communes: readonly Agency[];
}

const COMMUNE_WORDS = /cấp xã|(?<!\p{L})xã(?!\p{L}| hội)|phường|commune/iu;
const PROVINCE_WORDS = /tỉnh|thành phố|ubnd|ủy ban nhân dân|province|committee/iu;
const DEMO_CODE = /\bDEMO\b/u;
/** Handles what names no agency of the province. */
const DEFAULT_AGENCY = 'skhcn';
/** The more specific before the more general: a sub-department before its department. */
const NAMED: readonly Place[] = [...PUBLIC_SERVICE_UNITS, ...SUB_DEPARTMENTS, ...VERTICAL, ...DEPARTMENTS];

/** One assignment for each agency that receives the procedure. */
export function assignmentsFor(edition: Edition, ground: Ground, from: LocalDate): Assignment[] {
  return receiversOf(edition, ground).map((receiver) => ({
    id: `${edition.code} ${receiver.id}`,
    procedure: edition.code,
    agency: receiver.id,
    parts: partsFor(edition, receiver, ground),
    validFrom: from < receiver.validFrom ? receiver.validFrom : from,
    validTo: null,
  }));
}

/** `main` is always there: the receiving agency, with the units of the part that the receipt starts. */
function partsFor(edition: Edition, receiver: Agency, ground: Ground): Record<string, PartPlacement> {
  const first = edition.steps.find((step) => step.no === edition.firstStep)?.part ?? 'main';
  const received = edition.steps.filter((step) => step.part === first || step.part === 'main');
  const others = new Set(edition.steps.map((step) => step.part));
  for (const known of ['main', first]) others.delete(known);
  const own = place(received, receiver, edition, '', ground);
  return {
    main: own,
    [first]: own,
    ...Object.fromEntries(
      [...others].map((part) => {
        const said = `${part} ${edition.parts.find((known) => known.key === part)?.name ?? ''}`;
        const steps = edition.steps.filter((step) => step.part === part);
        return [part, place(steps, agencyOfPart(edition, said, receiver, ground), edition, said, ground)];
      }),
    ),
  };
}

function place(
  steps: Edition['steps'],
  agency: Agency,
  edition: Edition,
  said: string,
  ground: Ground,
): PartPlacement {
  // An agency's own name tells nothing about which of its units.
  const words = `${said} ${edition.title} ${edition.field}`
    .toLowerCase()
    .replaceAll(agency.name.toLowerCase(), '');
  const keys = [...new Set(steps.map((step) => step.unit))];
  return {
    agency: agency.id,
    units: Object.fromEntries(keys.map((key) => [key, unitFor(key, agency, words, ground).id])),
  };
}

function receiversOf(edition: Edition, ground: Ground): readonly Agency[] {
  if (DEMO_CODE.test(edition.code)) return [agencyOf(ROUND_THE_CLOCK.id, ground)];
  const named = namedIn(edition.agency);
  if (named === null && COMMUNE_WORDS.test(edition.agency)) return ground.communes;
  return [agencyOf(named ?? provinceOr(DEFAULT_AGENCY, edition.agency), ground)];
}

function agencyOfPart(edition: Edition, said: string, receiver: Agency, ground: Ground): Agency {
  const named = namedIn(said);
  if (named !== null) return agencyOf(named, ground);
  if (COMMUNE_WORDS.test(said)) return receiver.level === 'commune' ? receiver : ground.communes[0]!;
  // "Phần cấp tỉnh" of what a commune receives: the department of that field.
  const ofField = receiver.level === 'commune' ? namedIn(`${edition.agency} ${edition.field}`) : null;
  return agencyOf(ofField ?? provinceOr(DEFAULT_AGENCY, said), ground);
}

const provinceOr = (otherwise: string, text: string): string =>
  PROVINCE_WORDS.test(text) ? PROVINCE.id : otherwise;

function namedIn(text: string): string | null {
  const lower = text.toLowerCase();
  const found = NAMED.find(({ name, shortName, aliases = [] }) =>
    [name.toLowerCase(), shortName.toLowerCase(), ...aliases].some((words) => lower.includes(words)),
  );
  return found?.id ?? null;
}

function agencyOf(id: string, ground: Ground): Agency {
  const found = ground.agencies.find((agency) => agency.id === id);
  if (!found) throw new Error(`no agency ${id} in the demo province`);
  return found;
}

/** Which professional unit, the words decide: the part's, the procedure's title and its field. */
function unitFor(key: string, agency: Agency, words: string, ground: Ground): Unit {
  const own = ground.units.filter((unit) => unit.agency === agency.id);
  const office = ground.units.find((unit) => unit.function === 'province-office')!;
  // The people's committee of a commune is its leadership; the province's has an office, which also works for it.
  if (key === 'province-office') {
    return (agency.level === 'commune' && own.find((unit) => unit.function === 'leadership')) || office;
  }
  const named = own.find((unit) => unit.function === key);
  if (named && named.function !== 'professional') return named;
  if (agency.level === 'province') return office;
  const sections = ground.places.find(({ id }) => id === agency.id)?.sections ?? [];
  const fitting = sections.find((section) => section.handles?.some((word) => words.includes(word)));
  const chosen = fitting && own.find((unit) => unit.id === `${agency.id}/${fitting.key}`);
  return chosen ?? own.find((unit) => unit.function === 'professional')!;
}
