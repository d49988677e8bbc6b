/**
 * The scoring's figures, of what was known at a moment: dossiers and steps from the figures' rows, editions and the
 * agencies' own records from the ledger. What the product has no record of is left out, never zero.
 */
import { addDays, dateOf, type Instant, type LocalDate } from '#libs/calendar';
import { qmsEventOf, qmsStream } from '#libs/commands';
import type { Ledger, RecordedEvent } from '#libs/ledger';
import {
  entriesBehind,
  evolveQms,
  figuresOfCoverage,
  figuresOfRecord,
  NO_RECORD,
  type Coverage,
  type QmsState,
} from '#libs/qms';
import type { Behind, Figures, MetricsProvider, YearPlan } from '#libs/scoring/year';
import { knownAtOf, type FigureParts } from '../figures/fold.ts';
import { awaitFigures } from './caught-up.ts';
import {
  comparisonsBehind,
  comparisonsKnownAt,
  MATCHING,
  matchRule,
  measuredByComparisons,
} from './comparisons.ts';
import { createCoverage, midnight, type CoverageParts } from './coverage.ts';
import {
  dossierFigures,
  dossiersBehind,
  isDossierMetric,
  isStepMetric,
  NO_DOSSIERS,
  type DossierQuestion,
} from './dossiers.ts';
import {
  approvedBeforeUse,
  editionFigures,
  inForceOn,
  issuedIn,
  type EditionPeriod,
  type KnownEdition,
} from './editions.ts';
import { inParallel } from './in-parallel.ts';
import { rowsKnownAt } from './known.ts';
import { complaintsBehind, measuredByComplaints } from './quality-complaints.ts';
import { FORMS_REQUIRED, formsBehind, formsKnownAt, isOfForms, measuredByForms } from './quality-surveys.ts';
import { isMeasuredByRecords, measuredByRecords, qualityBehind, qualityKnownAt } from './quality.ts';
import {
  dismissedIn,
  isNcMetric,
  ncFigures,
  ncsBehind,
  nonconformitiesKnownAt,
  type NonconformitiesKnown,
} from './nonconformities.ts';

export interface ScoreMetricsParts extends FigureParts, CoverageParts {
  readonly ledger: Pick<Ledger, 'load' | 'checkpoint' | 'readAfter'>;
}

type Period = YearPlan['period'];

/** A request of a person, or of the year's workflow, waits this long for the projector. */
const FIGURES_WITHIN_MS = 5_000;

export function createScoreMetrics(parts: ScoreMetricsParts): MetricsProvider {
  const { pool, ledger } = parts;
  const coverage = createCoverage(parts);

  async function question(
    agencies: readonly string[],
    period: Period,
    asOf: Instant,
  ): Promise<DossierQuestion & { readonly ncs: NonconformitiesKnown }> {
    await awaitFigures(pool, ledger, FIGURES_WITHIN_MS);
    const { from, end } = momentsOf(period, asOf);
    const known = await rowsKnownAt(parts, agencies, end, asOf);
    const ncs = await nonconformitiesKnownAt(pool, ledger, agencies, end, asOf);
    return { agencies, from, end, known, ncs, dismissed: dismissedIn(ncs) };
  }

  async function recordOf(agency: string, asOf: Instant) {
    const events = (await ledger.load(qmsStream(agency))).filter((event) => knownAtOf(event) <= asOf);
    return { record: foldKnown(events), events };
  }

  return {
    async figuresOf(agencies, period, asOf) {
      const moments = momentsOf(period, asOf);
      const of = await coverage.binding(moments.on, asOf);
      const asked = await question(agencies, period, asOf);
      const [dossiers, quality, forms, comparisons, rule] = await Promise.all([
        dossierFigures(pool, asked),
        qualityKnownAt(pool, ledger, agencies, asOf),
        formsKnownAt(pool, agencies, periodOf(period, moments), asOf),
        comparisonsKnownAt(pool, agencies, moments, asOf),
        matchRule(moments.on),
      ]);
      const figures = new Map<string, Figures>();
      await inParallel(agencies, async (agency) => {
        const { record } = await recordOf(agency, asOf);
        const known = of(agency);
        const covered = coverage.of(agency, record, known, periodOn(period, moments));
        // An agency that has neither procedures nor dossiers here may well have them elsewhere.
        const works = known.length > 0 || dossiers.has(agency);
        const ncs = asked.ncs.get(agency) ?? [];
        const counted: Figures = {
          ...(works && {
            ...NO_DOSSIERS,
            ...editionFigures(known, periodOf(period, moments)),
            ...ncFigures(ncs, moments),
          }),
          ...dossiers.get(agency),
          ...figuresOfRecord(record, periodOf(period, moments)),
          ...(covered && figuresOfCoverage(covered)),
        };
        const records = quality.get(agency) ?? [];
        const compared = comparisons.get(agency) ?? [];
        const kept = measuredByRecords(counted, records, periodOf(period, moments));
        const surveyed = measuredByForms(
          measuredByComparisons(kept, compared, known, { ncs, records }, moments, moments.on, rule),
          forms.get(agency),
        );
        figures.set(agency, measuredByComplaints(surveyed, ncs, moments));
      });
      return figures;
    },

    async behind(agency, metric, period, asOf, limit) {
      if (isDossierMetric(metric) || isStepMetric(metric)) {
        return dossiersBehind(pool, metric, await question([agency], period, asOf), asOf, limit);
      }
      const moments = momentsOf(period, asOf);
      const within = periodOf(period, moments);
      const asked = await question([agency], period, asOf);
      const ncs = asked.ncs.get(agency) ?? [];
      if (isNcMetric(metric)) return ncsBehind(metric, ncs, moments).slice(0, limit);
      const quality = (await qualityKnownAt(pool, ledger, [agency], asOf)).get(agency) ?? [];
      const known = (await coverage.binding(moments.on, asOf))(agency);
      if (metric === MATCHING) {
        const compared = (await comparisonsKnownAt(pool, [agency], moments, asOf)).get(agency);
        const followed = { ncs, records: quality };
        const by = [known, followed, moments, moments.on, await matchRule(moments.on)] as const;
        if (compared) return (await comparisonsBehind(pool, asOf, compared, ...by)).slice(0, limit);
      }
      const { record, events } = await recordOf(agency, asOf);
      const covered = coverage.of(agency, record, known, periodOn(period, moments));
      const byForms = isOfForms(metric) && (await formsKnownAt(pool, [agency], within, asOf)).has(agency);
      const typed =
        byForms || isMeasuredByRecords(metric, quality, within)
          ? []
          : recordsBehind(metric, record, within, events);
      if (metric === FORMS_REQUIRED && typed.length === 0) {
        return dossiersBehind(pool, 'dossiers_done', asked, asOf, limit);
      }
      return [
        ...editionsBehind(metric, known, within, covered),
        ...(await qualityBehind(pool, metric, quality, within, asOf)),
        ...(byForms ? await formsBehind(pool, agency, metric, within, asOf, limit) : []),
        ...typed,
        ...(typed.length > 0 ? [] : complaintsBehind(metric, ncs, moments)),
      ].slice(0, limit);
    },
  };
}

/** The period ends with its last day, and no later than what was known. */
function momentsOf(
  { from, to }: Period,
  asOf: Instant,
): { readonly from: Instant; readonly end: Instant; readonly on: LocalDate } {
  const over = midnight(addDays(to, 1));
  const known = dateOf(asOf);
  return { from: midnight(from), end: over < asOf ? over : asOf, on: to < known ? to : known };
}

const periodOn = ({ from }: Period, { on }: ReturnType<typeof momentsOf>) => ({ from, on });
const periodOf = ({ from }: Period, { on }: ReturnType<typeof momentsOf>) => ({ from, to: on });

const foldKnown = (events: readonly RecordedEvent[]): QmsState =>
  events.map(qmsEventOf).reduce(evolveQms, NO_RECORD);

const editionsBehind = (
  metric: string,
  editions: readonly KnownEdition[],
  period: EditionPeriod,
  coverage: Coverage | undefined,
): readonly Behind[] =>
  editionsOf(metric, editions, period, coverage).map(({ code, edition, positions }) => ({
    kind: 'edition',
    id: `${code}/${edition}`,
    label: `${code} · lần ${edition}`,
    positions,
  }));

const named =
  (by: { readonly code: string; readonly edition: number } | null) =>
  ({ code, edition }: KnownEdition): boolean =>
    by?.code === code && by.edition === edition;

function editionsOf(
  metric: string,
  editions: readonly KnownEdition[],
  period: EditionPeriod,
  coverage: Coverage | undefined,
): readonly KnownEdition[] {
  switch (metric) {
    case 'procedures_in_force':
      return inForceOn(editions, period.to);
    case 'documents_issued':
      return issuedIn(editions, period);
    case 'documents_approved_before_use':
      return issuedIn(editions, period).filter(approvedBeforeUse);
    case 'tthc_with_procedure':
      return editions.filter((one) => coverage?.tthc.some(({ by }) => named(by)(one)));
    case 'tthc_changes_followed_in_time':
      return editions.filter((one) =>
        coverage?.changes.some(({ inTime, followedBy }) => inTime === true && named(followedBy)(one)),
      );
    default:
      return [];
  }
}

/** An entry's number is its event's version. */
const recordsBehind = (
  metric: string,
  record: QmsState,
  period: EditionPeriod,
  events: readonly RecordedEvent[],
): readonly Behind[] =>
  entriesBehind(record, metric, period).map(({ no, type, on, basis }) => ({
    kind: type,
    id: String(no),
    label: `${basis.number} · ${on}`,
    positions: events.flatMap(({ version, position }) => (version === no ? [position] : [])),
  }));
