/** What can be written into the record of an agency's system, and what each kind asks for beside its date and document. */
import type { QmsRecord } from '../../api-client/types.gen.ts';

export type Entry = QmsRecord['entries'][number]['entry'];
/** A revision of the catalogue has a page of its own. */
export type EntryKind = Exclude<Entry['type'], 'CatalogueRevised'>;

export type FieldName =
  | 'scopes'
  | 'scopesCovered'
  | 'independent'
  | 'findings'
  | 'inputsRequired'
  | 'inputsGiven'
  | 'decisions'
  | 'decisionsAssigned'
  | 'standard'
  | 'scope'
  | 'recogniser'
  | 'name'
  | 'until'
  | 'certificate'
  | 'body'
  | 'outcome'
  | 'year'
  | 'due'
  | 'objectives'
  | 'complete'
  | 'measured'
  | 'answersRequired'
  | 'answers'
  | 'satisfied'
  | 'updated'
  | 'procedures'
  | 'matching'
  | 'received'
  | 'inTime';

export interface Field {
  readonly name: FieldName;
  readonly takes: 'count' | 'year' | 'text' | 'day' | 'open-day' | 'yes-no' | 'outcome';
}

const counts = (...names: FieldName[]): readonly Field[] => names.map((name) => ({ name, takes: 'count' }));
const text = (name: FieldName): Field => ({ name, takes: 'text' });
const YEAR: Field = { name: 'year', takes: 'year' };

export const FIELDS: Readonly<Record<EntryKind, readonly Field[]>> = {
  SystemBuildingBegun: [],
  SystemBuilt: [],
  SystemApplied: [],
  InternalAuditHeld: [
    ...counts('scopes', 'scopesCovered', 'findings'),
    { name: 'independent', takes: 'yes-no' },
  ],
  ManagementReviewHeld: counts('inputsRequired', 'inputsGiven', 'decisions', 'decisionsAssigned'),
  ConformityDeclared: [text('standard'), text('scope')],
  SystemMaintained: [],
  SystemExtended: [text('scope')],
  SystemUpgraded: [text('standard')],
  SystemRecognised: [text('recogniser')],
  PilotNamed: [],
  ConsultantEngaged: [text('name'), { name: 'until', takes: 'open-day' }],
  CertificateIssued: [text('certificate'), text('body'), text('standard'), { name: 'until', takes: 'day' }],
  CertificateSurveyed: [text('certificate'), { name: 'outcome', takes: 'outcome' }],
  BoardAppointed: [{ name: 'until', takes: 'open-day' }],
  YearPlanIssued: [YEAR, { name: 'due', takes: 'day' }],
  ObjectivesCounted: [YEAR, ...counts('objectives', 'complete', 'measured')],
  SatisfactionSurveyed: [YEAR, ...counts('answersRequired', 'answers', 'satisfied')],
  RiskRegisterKept: [YEAR, { name: 'updated', takes: 'yes-no' }],
  OneStopCompared: [YEAR, ...counts('procedures', 'matching')],
  ComplaintsCounted: [YEAR, ...counts('received', 'inTime')],
};
export const KINDS = Object.keys(FIELDS) as readonly EntryKind[];
/** Written by the committee alone. */
export const COMMITTEES_KINDS: readonly Entry['type'][] = ['SystemRecognised', 'PilotNamed'];
export const OUTCOMES = ['kept', 'suspended', 'withdrawn'] as const;
export const STAGES = [
  'building',
  'built',
  'applied',
  'audited',
  'reviewed',
  'declared',
  'maintained',
] as const;
