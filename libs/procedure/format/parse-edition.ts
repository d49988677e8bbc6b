/** The product's own format of a procedure: YAML (or the same as JSON), written by hand. See docs/procedures.md. */
import {
  isLocalDate,
  isLocalTime,
  parseTerm,
  type CountingProfile,
  type CutOff,
  type LocalDate,
} from '#libs/calendar';
import { parseAllDocuments } from 'yaml';
import { error } from '../check/finding.ts';
import { PROFILES } from '../profiles.ts';
import { normaliseStepNo } from '../step-no.ts';
import type { Edition, Finding, OwnForm, Part, RequiredDocument } from '../types.ts';
import { CIRCULARS, isCircular, type Circular } from '../vocabulary.ts';
import { Fields } from './fields.ts';
import { readSteps } from './steps.ts';

export type EditionRead =
  | { readonly ok: true; readonly value: Edition }
  | { readonly ok: false; readonly findings: readonly Finding[] };

const MAIN_PART = 'main';
const DEFAULT_CIRCULAR: Circular = 'tt03-2025';
const DEFAULT_WARN_SHARE = 0.8;
const MAX_COPIES = 99;
const MAX_EDITION = 999;
const MAX_FEE_VND = 1_000_000_000_000;
const MAX_EXTENSIONS = 9;
/** An alias may not blow a small file up. */
const MAX_ALIASES = 100;
const DOCUMENT_FORMS = ['original', 'copy', 'certified-copy', 'electronic'] as const;

/** Reads YAML text, JSON text, or what either was parsed to. Refuses with every complaint at once. */
export function parseEdition(source: unknown): EditionRead {
  const json = typeof source === 'string' ? parseText(source) : { ok: true as const, value: source };
  if (!json.ok) return json;
  const findings: Finding[] = [];
  const fields = new Fields(json.value, '', findings);
  // Of what is no object at all, every field would be missing: one complaint says it.
  if (findings.length > 0) return { ok: false, findings };
  const value = readEdition(fields);
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value };
}

type TextRead<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly findings: readonly Finding[] };

/** JSON as it is; YAML with every scalar as written: a TTHC code 1.014390 is no number, and 01 ngày not 1 ngày. */
export function parseDocuments(text: string): TextRead<readonly unknown[]> {
  const source = text.replace(/^\uFEFF/u, '');
  const json = parseJson(source);
  if (json !== undefined) return { ok: true, value: [json] };
  const documents = parseAllDocuments(source, { schema: 'failsafe' });
  if ('empty' in documents) return { ok: true, value: [] };
  const fault = documents.flatMap((document) => document.errors)[0];
  if (fault) return unreadable(fault.message);
  try {
    return {
      ok: true,
      value: documents.map((document): unknown => document.toJS({ maxAliasCount: MAX_ALIASES })),
    };
  } catch (cause) {
    if (cause instanceof ReferenceError) return unreadable(cause.message);
    throw cause;
  }
}

function parseText(source: string): TextRead<unknown> {
  const documents = parseDocuments(source);
  if (!documents.ok) return documents;
  const [only] = documents.value;
  return documents.value.length === 1
    ? { ok: true, value: only }
    : { ok: false, findings: [error('bad-input', `Cần một thủ tục, tệp có ${documents.value.length}.`)] };
}

/** Undefined when it is no JSON; most YAML is none. */
function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

function unreadable(message: string): { readonly ok: false; readonly findings: readonly Finding[] } {
  return {
    ok: false,
    findings: [error('bad-input', `Tệp không phải YAML hay JSON đúng: ${message.split('\n')[0]}`)],
  };
}

function readEdition(fields: Fields): Edition {
  const parts = readParts(fields);
  const ownForms = readOwnForms(fields);
  const circular = readCircular(fields);
  const serviceLevel = fields.oneOf('service-level', ['full-online', 'partly-online', 'none'], 'none');
  const steps = readSteps(fields.objects('steps'), MAIN_PART, circular);
  if (steps.length === 0) fields.complain('steps', 'cần ít nhất một bước');
  const edition: Edition = {
    code: fields.text('code'),
    edition: fields.number('edition', 1, { min: 1, max: MAX_EDITION, whole: true }),
    title: fields.text('title'),
    field: fields.text('field'),
    agency: fields.text('agency'),
    tthcCodes: fields.texts('tthc'),
    effectiveFrom: readDate(fields, 'effective-from'),
    legalBasis: fields.texts('legal-basis'),
    ...(serviceLevel !== 'none' && { serviceLevel }),
    ...(fields.has('fee-vnd') && {
      feeVnd: fields.number('fee-vnd', 0, { min: 0, max: MAX_FEE_VND, whole: true }),
    }),
    documents: readDocuments(fields),
    profile: readProfile(fields),
    total: fields.optionalText('total') ?? null,
    warnAtShare: fields.number('warn-at', DEFAULT_WARN_SHARE, { min: 0.01, max: 0.99, whole: false }),
    parts,
    ...(ownForms.length > 0 && { ownForms }),
    steps,
    firstStep: readFirst(fields) ?? steps[0]?.no ?? '',
  };
  fields.done();
  return edition;
}

function readFirst(fields: Fields): string | undefined {
  const printed = fields.optionalText('first-step');
  return printed === undefined ? undefined : (normaliseStepNo(printed) ?? printed);
}

function readDate(fields: Fields, name: string): LocalDate {
  const date = fields.text(name);
  if (date !== '' && !isLocalDate(date))
    fields.complain(name, `“${date}” không phải ngày; ghi ví dụ 2025-12-01`);
  return date as LocalDate;
}

function readCircular(fields: Fields): Circular {
  const circular = fields.oneOf('circular', Object.keys(CIRCULARS), DEFAULT_CIRCULAR);
  return isCircular(circular) ? circular : DEFAULT_CIRCULAR;
}

/** Without `parts` the procedure is one agency's. */
function readParts(fields: Fields): readonly Part[] {
  const parts = fields.objects('parts').map((part) => {
    const outsideTotal = part.flag('outside-total');
    const read: Part = {
      key: part.text('key'),
      name: part.text('name'),
      total: part.optionalText('total') ?? null,
      ...(outsideTotal && { outsideTotal }),
    };
    part.done();
    return read;
  });
  if (parts.length > 0) return parts;
  return [{ key: MAIN_PART, name: fields.optionalText('agency') ?? '', total: null }];
}

function readOwnForms(fields: Fields): readonly OwnForm[] {
  return fields.objects('own-forms').map((form) => {
    const read = { code: form.text('code'), name: form.text('name') };
    form.done();
    return read;
  });
}

function readDocuments(fields: Fields): readonly RequiredDocument[] {
  return fields.objects('documents').map((document) => {
    const read: RequiredDocument = {
      code: document.text('code'),
      name: document.text('name'),
      form: document.oneOf('form', DOCUMENT_FORMS, 'original'),
      copies: document.number('copies', 1, { min: 1, max: MAX_COPIES, whole: true }),
      required: document.oneOf('required', ['true', 'false'], 'true') === 'true',
    };
    document.done();
    return read;
  });
}

/** `profile: working-days`, or `profile: {base: working-days, cut-off: "15:00", …}`. */
function readProfile(fields: Fields): CountingProfile {
  const names = Object.keys(PROFILES);
  const named = typeof fields.raw('profile') === 'string';
  const inner = named ? undefined : fields.object('profile');
  const base = (inner ?? fields).oneOf(inner ? 'base' : 'profile', names, 'working-days');
  const profile = PROFILES[base];
  if (!profile) throw new Error(`no profile ${base}`);
  if (!inner) return profile;
  const changed: CountingProfile = {
    ...profile,
    cutOff: readCutOff(inner, profile.cutOff),
    supplement: inner.oneOf('supplement', ['pause', 'restart'], profile.supplement),
    pausesFor: inner.has('pauses-for') ? readPauses(inner) : profile.pausesFor,
    supplementExpiry: readExpiry(inner, profile.supplementExpiry),
    maxExtensions: inner.number('max-extensions', profile.maxExtensions, {
      min: 0,
      max: MAX_EXTENSIONS,
      whole: true,
    }),
    apology: inner.oneOf('apology', ['one-working-day-before', 'after'], profile.apology),
  };
  inner.done();
  return changed;
}

function readCutOff(fields: Fields, otherwise: CutOff): CutOff {
  const printed = fields.optionalText('cut-off');
  if (printed === undefined) return otherwise;
  if (printed === 'none' || printed === 'last-hour') return printed;
  if (isLocalTime(printed)) return printed;
  fields.complain('cut-off', `“${printed}” không dùng được; được dùng: none, last-hour, hoặc giờ như 15:00`);
  return otherwise;
}

function readPauses(fields: Fields): CountingProfile['pausesFor'] {
  const causes = ['supplement', 'payment', 'consultation'] as const;
  return fields.texts('pauses-for').flatMap((printed) => {
    const cause = causes.find((one) => one === printed);
    if (!cause)
      fields.complain('pauses-for', `“${printed}” không dùng được; được dùng: ${causes.join(', ')}`);
    return cause ? [cause] : [];
  });
}

function readExpiry(fields: Fields, otherwise: string | null): string | null {
  const printed = fields.optionalText('supplement-expiry');
  if (printed === undefined) return otherwise;
  if (parseTerm(printed).kind !== 'amount') {
    fields.complain('supplement-expiry', `“${printed}” không phải thời gian; ghi ví dụ “15 ngày làm việc”`);
  }
  return printed;
}
