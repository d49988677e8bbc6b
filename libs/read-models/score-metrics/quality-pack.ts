/** What is on record for a management review of an agency (ISO 9001 9.3.2), as it was known at a moment. */
import { dateOf, type Instant, type LocalDate } from '#libs/calendar';
import { qmsEventOf, qmsStream } from '#libs/commands';
import type { Ledger } from '#libs/ledger';
import { organisationAt, type Organisation } from '#libs/organisation';
import { entriesOf, evolveQms, NO_RECORD, type QmsState } from '#libs/qms';
import {
  factsOfRecords,
  packOf,
  sourcesOf,
  type KeptRecord,
  type KnownFigures,
  type Pack,
  type QualityPeriod,
  type Review,
} from '#libs/quality';
import type { MetricsProvider } from '#libs/scoring/year';
import type { Pool } from 'pg';
import { knownAtOf } from '../figures/fold.ts';
import { nonconformitiesKnownAt } from './nonconformities.ts';
import { qualityKnownAt } from './quality.ts';
import { midnight } from './coverage.ts';

export interface PackParts {
  readonly pool: Pool;
  readonly ledger: Pick<Ledger, 'load'>;
  readonly metrics: Pick<MetricsProvider, 'figuresOf'>;
  readonly organisation: () => Promise<Organisation>;
}

export interface PackAsked {
  readonly agency: string;
  readonly from: LocalDate;
  /** Inclusive. */
  readonly to: LocalDate;
  readonly asOf: Instant;
}

/**
 * Asked again with the same moment it gives the same, except where the organisation's own data were changed backwards.
 * @throws FiguresBehind while the projector lags.
 */
export async function reviewPack(parts: PackParts, asked: PackAsked): Promise<Pack> {
  const { agency, asOf, from } = asked;
  const { pool, ledger } = parts;
  const known = dateOf(asOf);
  const to = asked.to < known ? asked.to : known;
  const period = { from, to };
  // First: it waits until the read models have everything.
  const metrics = (await parts.metrics.figuresOf([agency], period, asOf)).get(agency) ?? {};
  const [all, ncs, record, today] = await Promise.all([
    qualityKnownAt(pool, ledger, [agency], asOf),
    nonconformitiesKnownAt(pool, ledger, [agency], asOf, asOf),
    qmsRecordAt(ledger, agency, asOf),
    parts.organisation(),
  ]);
  const records = (all.get(agency) ?? []).filter(isInput);
  const start = midnight(from);
  const found = (ncs.get(agency) ?? []).map(({ state }) => state);
  const figures: KnownFigures = {
    ...metrics,
    ...factsOfRecords(records, period),
    // A measure that the product keeps by itself: none is zero wherever the agency's dossiers are.
    ...('nonconformities_due' in metrics && {
      nonconformities_found: found.filter(({ nc }) => nc.foundAt >= start).length,
      nonconformities_open: found.filter(({ status }) => status === 'open').length,
    }),
    ...providers(record, period),
    ...people(today, agency, period),
  };
  return packOf({ asOf, from, to }, figures, sourcesOf(records));
}

/** A review that has not been held has nothing to say yet: least of all the one that this is for. */
const isInput = ({ kind, body }: KeptRecord): boolean => kind !== 'review' || (body as Review).held !== null;

async function qmsRecordAt(ledger: Pick<Ledger, 'load'>, agency: string, asOf: Instant): Promise<QmsState> {
  const events = (await ledger.load(qmsStream(agency))).filter((event) => knownAtOf(event) <= asOf);
  return events.map(qmsEventOf).reduce(evolveQms, NO_RECORD);
}

/** Consultants and certifiers, as far as the agency has ever written any down. */
function providers(record: QmsState, { from, to }: QualityPeriod): KnownFigures {
  const { kept } = record;
  if (!kept.includes('ConsultantEngaged') && !kept.includes('CertificateIssued')) return {};
  const lasts = ({ on, until }: { readonly on: LocalDate; readonly until: LocalDate | null }) =>
    on <= to && (until === null || until >= from);
  const certificates = entriesOf(record, 'CertificateIssued').filter(lasts);
  const surveyed = entriesOf(record, 'CertificateSurveyed').filter(({ on }) => on <= to);
  const lost = certificates.filter(({ certificate }) => {
    const last = surveyed.findLast((one) => one.certificate === certificate);
    return last !== undefined && last.outcome !== 'kept';
  });
  return {
    providers_engaged: entriesOf(record, 'ConsultantEngaged').filter(lasts).length,
    certificates_in_force: certificates.length - lost.length,
    certificates_suspended: lost.length,
  };
}

function people({ snapshot }: Organisation, agency: string, { from, to }: QualityPeriod): KnownFigures {
  const { officers, units } = organisationAt(snapshot, to);
  const ofAgency = snapshot.units.filter((unit) => unit.agency === agency);
  const ids = new Set(ofAgency.map(({ id }) => id));
  const own = [...ofAgency, ...snapshot.officers.filter(({ unit }) => ids.has(unit))];
  const within = (day: LocalDate | null) => day !== null && day >= from && day <= to;
  return {
    officers: [...officers.values()].filter(({ unit }) => units.get(unit)?.agency === agency).length,
    organisation_changes: own.filter(({ validFrom, validTo }) => within(validFrom) || within(validTo)).length,
  };
}
