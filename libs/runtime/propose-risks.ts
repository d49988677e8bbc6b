/** Proposes entries of the register of risks from what nonconformities and the forecast say: each cause once. */
import type { Actor } from '#libs/access';
import { dateOf, type Instant } from '#libs/calendar';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { codeOf } from '#libs/nonconformity/corrective-action';
import {
  riskOfForecast,
  riskOfPlan,
  riskOfRecurrence,
  type ProposedRisk,
  type RiskCommand,
} from '#libs/quality';
import { forecastByProcedure, nonconformitiesWithPlan, recurringCauses } from '#libs/read-models';
import type { Runtime } from './runtime.ts';

const PROPOSER: Actor = { kind: 'system', name: 'risk-proposals' };
const DAY_MS = 86_400_000;
/** What is older was proposed in its time, or is nobody's surprise any more. */
const OF_LATE_DAYS = 90;
const FORECAST_DAYS = 7;
/** Of one day: people have to look at each. */
const MOST_LOOKED_AT = 500;
const MOST_PROPOSED = 100;

/** Answers how many were proposed. Safe to repeat. */
export async function proposeRisks(runtime: Runtime): Promise<number> {
  let proposed = 0;
  for (const risk of await candidates(runtime)) {
    if (proposed >= MOST_PROPOSED) break;
    if (await propose(runtime, risk)) proposed += 1;
  }
  return proposed;
}

async function candidates({ pool, nonconformities, now }: Runtime): Promise<readonly ProposedRisk[]> {
  const at = now();
  const since = later(at, -OF_LATE_DAYS);
  const recurring = (await recurringCauses(pool, since, MOST_LOOKED_AT)).flatMap(
    (cause) => riskOfRecurrence(cause) ?? [],
  );
  const named: ProposedRisk[] = [];
  for (const id of await nonconformitiesWithPlan(pool, since, MOST_LOOKED_AT)) {
    const { state } = await nonconformities.load(id);
    if (state.status === 'none') continue;
    const { nc } = state;
    if (nc.plan === null || nc.plan.approver === null) continue;
    const { agency, severity, year } = nc;
    const code = `${codeOf(nc)}/${year}`;
    const procedure = nc.cause === null || nc.cause.procedure === '' ? null : nc.cause.procedure;
    for (const risk of nc.plan.risks) {
      named.push(riskOfPlan({ agency, severity, nonconformity: id, code, procedure, risk }));
    }
  }
  const today = dateOf(at);
  const forecast = await forecastByProcedure(pool, at, later(at, FORECAST_DAYS));
  return [...recurring, ...named, ...forecast.flatMap((one) => riskOfForecast(one, today) ?? [])];
}

const later = (at: Instant, days: number): Instant =>
  new Date(Date.parse(at) + days * DAY_MS).toISOString() as Instant;

async function propose({ quality }: Runtime, { agency, key, found }: ProposedRisk): Promise<boolean> {
  const command: RiskCommand = { type: 'propose', ...found };
  const outcome = await quality.open({
    kind: 'risk',
    agency,
    command,
    actor: PROPOSER,
    commandId: commandIdOf('risk proposal', key),
    // What is counted may have grown since: it is the same proposal all the same.
    requestHash: requestHashOf({ key }),
  });
  return outcome.kind === 'recorded';
}
