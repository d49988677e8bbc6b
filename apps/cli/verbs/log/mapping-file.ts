/** A mapping file: JSON that says what the log's columns, activities and roles stand for. */
import { LOG_FIELDS, type LogFields } from '#libs/interchange';
import { isKnownRole, normaliseStepNo, type Edition, type RoleCode, type StepNo } from '#libs/procedure';
import { proposeSteps, type Mapping, type ProposedStep } from '#libs/conformance';

/** The procedure or the mapping is not what it should be. */
export class UnusableProcedure extends Error {}

export interface MappingFile {
  readonly columns: LogFields;
  /** A step's number as printed; an empty text: no step. */
  readonly steps: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<string, string>>;
}

const PARTS = ['columns', 'steps', 'roles'];
const NO_MAPPING: MappingFile = { columns: {}, steps: {}, roles: {} };

/** Either `{"columns", "steps", "roles"}`, each optional, or activities to steps alone. */
export function readMapping(file: string, text: string): MappingFile {
  const value = parsed(file, text);
  const whole =
    isObject(value) && Object.keys(value).every((key) => PARTS.includes(key) && isObject(value[key]));
  const mapping = whole ? { ...NO_MAPPING, ...value } : { ...NO_MAPPING, steps: value };
  if (!Object.values(mapping).every(isTexts))
    throw new UnusableProcedure(`${file}: is no JSON object of names to texts`);
  const strange = Object.keys(mapping.columns).filter(
    (field) => !LOG_FIELDS.some((known) => known === field),
  );
  if (strange.length > 0) throw new UnusableProcedure(`${file}: columns: ${strange.join(', ')}?`);
  return mapping as MappingFile;
}

/**
 * By the mapping file, else by a step's number or its very words. What is merely alike stands for nothing until the
 * file says so; `likely` holds it for a person to look at.
 */
export function mappingOf(
  edition: Edition,
  { steps, roles }: MappingFile,
  activities: readonly string[],
): { readonly mapping: Mapping; readonly likely: ReadonlyMap<string, ProposedStep> } {
  const named = new Map(
    Object.entries(steps).map(([activity, step]) => [activity, stepNamed(edition, step)]),
  );
  const proposed = proposeSteps(
    activities.filter((activity) => !named.has(activity)),
    edition,
  );
  const likely = new Map<string, ProposedStep>();
  for (const [activity, proposal] of proposed) {
    if (proposal?.how === 'likely') likely.set(activity, proposal);
    named.set(activity, proposal?.how === 'exact' ? proposal.step : null);
  }
  const held = Object.entries(roles).map(([said, role]): [string, RoleCode | null] => [
    said,
    roleNamed(role),
  ]);
  return { mapping: { steps: Object.fromEntries(named), roles: Object.fromEntries(held) }, likely };
}

function stepNamed(edition: Edition, printed: string): StepNo | null {
  if (printed === '') return null;
  const no = normaliseStepNo(printed);
  if (no !== null && edition.steps.some((step) => step.no === no)) return no;
  throw new UnusableProcedure(`the procedure has no step “${printed}”`);
}

function roleNamed(role: string): RoleCode | null {
  if (role === '') return null;
  if (isKnownRole(role)) return role;
  throw new UnusableProcedure(`there is no role “${role}”`);
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnusableProcedure(`${file}: ${(cause as Error).message}`, { cause });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every((each) => typeof each === 'string');
