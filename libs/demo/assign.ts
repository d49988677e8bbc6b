/** Which agencies handle a procedure, and which unit stands behind each unit key of its steps: whatever ships gets a place. */
import type { LocalDate } from '#libs/calendar';
import type { Agency, Assignment, PartPlacement, Unit } from '#libs/organisation';
import type { Edition } from '#libs/procedure';
import { DEPARTMENTS, PROVINCE, ROUND_THE_CLOCK, SUB_DEPARTMENTS } from './places.ts';

export interface Ground {
  readonly agencies: readonly Agency[];
  readonly units: readonly Unit[];
  /** Communes of the two-tier days; the first takes the commune parts of what a department receives. */
  readonly communes: readonly Agency[];
}

const COMMUNE_WORDS = /cấp xã|\bxã\b|phường|commune|\bxa\b/iu;
const PROVINCE_WORDS = /tỉnh|province|\btinh\b/iu;
const DEMO_CODE = /\bDEMO\b/u;
/** Known to be handled at this agency when nothing in the edition says where. */
const DEFAULT_AGENCY = 'skhcn';

/** One assignment for each agency that receives the procedure. */
export function assignmentsFor(edition: Edition, ground: Ground, from: LocalDate): Assignment[] {
  return receiversOf(edition, ground).map((receiver) => ({
    id: `${edition.code} ${receiver.id}`,
    procedure: edition.code,
    agency: receiver.id,
    parts: Object.fromEntries(
      partKeys(edition).map((part) => [part, placePart(edition, part, receiver, ground)]),
    ),
    validFrom: from < receiver.validFrom ? receiver.validFrom : from,
    validTo: null,
  }));
}

function partKeys(edition: Edition): string[] {
  return [
    ...new Set(['main', ...edition.parts.map((part) => part.key), ...edition.steps.map((step) => step.part)]),
  ];
}

function receiversOf(edition: Edition, ground: Ground): readonly Agency[] {
  if (DEMO_CODE.test(edition.code))
    return ground.agencies.filter((agency) => agency.id === ROUND_THE_CLOCK.id);
  const named = namedIn(edition.agency);
  if (named === null && COMMUNE_WORDS.test(edition.agency)) return ground.communes;
  return [agencyOf(named ?? defaultFor(edition.agency), ground)];
}

function defaultFor(text: string): string {
  return PROVINCE_WORDS.test(text) ? PROVINCE.id : DEFAULT_AGENCY;
}

function placePart(edition: Edition, part: string, receiver: Agency, ground: Ground): PartPlacement {
  const agency = part === 'main' ? receiver : agencyOfPart(edition, part, receiver, ground);
  const keys = new Set(edition.steps.filter((step) => step.part === part).map((step) => step.unit));
  return {
    agency: agency.id,
    units: Object.fromEntries([...keys].map((key) => [key, unitFor(key, agency, edition, ground).id])),
  };
}

function agencyOfPart(edition: Edition, part: string, receiver: Agency, ground: Ground): Agency {
  const said = `${part} ${edition.parts.find((known) => known.key === part)?.name ?? ''}`;
  const named = namedIn(said);
  if (named !== null) return agencyOf(named, ground);
  if (COMMUNE_WORDS.test(said)) return receiver.level === 'commune' ? receiver : ground.communes[0]!;
  const department = namedIn(edition.agency);
  if (PROVINCE_WORDS.test(said) && department !== null && department !== receiver.id) {
    return agencyOf(department, ground);
  }
  return agencyOf(PROVINCE_WORDS.test(said) ? PROVINCE.id : DEFAULT_AGENCY, ground);
}

/** The most specific agency whose own words stand in the text: a sub-department before its department. */
function namedIn(text: string): string | null {
  const lower = text.toLowerCase();
  const found = [...SUB_DEPARTMENTS, ...DEPARTMENTS].find(
    ({ name, shortName }) => lower.includes(name.toLowerCase()) || lower.includes(shortName.toLowerCase()),
  );
  return found?.id ?? null;
}

function agencyOf(id: string, ground: Ground): Agency {
  const found = ground.agencies.find((agency) => agency.id === id);
  if (!found) throw new Error(`no agency ${id} in the demo province`);
  return found;
}

/** A key that names no function of a unit means a professional one; which, the procedure's words decide. */
function unitFor(key: string, agency: Agency, edition: Edition, ground: Ground): Unit {
  const own = ground.units.filter((unit) => unit.agency === agency.id);
  // The people's committee of a commune is its leadership; the province's has an office.
  if (key === 'province-office' && agency.level !== 'commune') {
    return ground.units.find((unit) => unit.function === key)!;
  }
  if (key === 'province-office') return own.find((unit) => unit.function === 'leadership')!;
  const named =
    own.find((unit) => unit.id === `${agency.id}/${key}`) ?? own.find((unit) => unit.function === key);
  if (named && named.function !== 'professional') return named;
  const words = `${edition.title} ${edition.field}`.toLowerCase();
  const sections = DEPARTMENTS.find((place) => place.id === agency.id)?.sections ?? [];
  const fitting = sections.find((section) => section.handles?.some((word) => words.includes(word)));
  const chosen = fitting && own.find((unit) => unit.id === `${agency.id}/${fitting.key}`);
  return chosen ?? own.find((unit) => unit.function === 'professional')!;
}
