/** What of a nonconformity's events there is to tell, and whom: whose turn it is, and those above when it is overdue. */
import type { Instant } from '#libs/calendar';
import type { KnownNc, RecordedNcEvent, Stage } from '#libs/nonconformity/corrective-action';
import { subtreeOf, type Organisation } from '#libs/organisation';
import type { Cause } from './events.ts';
import { MAX_RECIPIENTS, standInsOf, supervisorsOf } from './recipients.ts';

type Part = 'secretaries' | 'leaders' | 'auditors';

export interface NcNews {
  readonly cause: Cause;
  readonly agency: string;
  readonly officers: readonly string[];
  readonly parts: readonly Part[];
  /** Whoever did it need not be told; nor is the owner asked to decide on a case of their own. */
  readonly not: readonly string[];
}

/** @param state as it is by now: what has been settled meanwhile is no news. */
export function ncNewsOf(
  { event, by }: RecordedNcEvent,
  version: number,
  state: KnownNc,
): NcNews | undefined {
  const { nc } = state;
  const news = (kind: Cause['kind'], told: Pick<NcNews, 'officers' | 'parts'>, dueAt?: Instant): NcNews => ({
    cause: { kind, key: `${kind} v${version}`, ...(dueAt && { dueAt }) },
    agency: nc.agency,
    not: [by],
    ...told,
  });
  if (event.type === 'NonconformityClosed' || event.type === 'NonconformityDismissed') {
    const owner = nc.owner === null ? [] : [nc.owner];
    return news('nonconformity-closed', { officers: owner, parts: ['secretaries'] });
  }
  if (state.status !== 'open') return undefined;
  const { dueAt } = state.due;
  const turn = turnOf(state.stage, nc.owner);
  switch (event.type) {
    case 'StageReminded':
      return event.body.dueAt === dueAt ? news('nonconformity-reminded', turn, dueAt) : undefined;
    case 'StageEscalated': {
      if (event.body.dueAt !== dueAt) return undefined;
      const above: Part[] = event.body.level === 1 ? ['leaders', 'secretaries'] : ['leaders', 'auditors'];
      return news('nonconformity-overdue', { ...turn, parts: [...turn.parts, ...above] }, dueAt);
    }
    case 'OwnerChanged':
      return news('nonconformity-turn', turn, dueAt);
    default: {
      const opens = 'opens' in event.body ? event.body.opens : undefined;
      const isCurrent = opens?.stage === state.stage && opens.due.dueAt === dueAt;
      if (!isCurrent || state.stage === 'verification') return undefined;
      const told = news('nonconformity-turn', turn, dueAt);
      const decides = state.stage === 'approval' || state.stage === 'judgement';
      return decides && nc.owner !== null ? { ...told, not: [by, nc.owner] } : told;
    }
  }
}

function turnOf(stage: Stage, owner: string | null): Pick<NcNews, 'officers' | 'parts'> {
  switch (stage) {
    case 'review':
    case 'judgement':
      return { officers: [], parts: ['secretaries'] };
    case 'approval':
      return { officers: [], parts: ['leaders'] };
    case 'containment':
    case 'analysis':
    case 'proposal':
    case 'action':
      return { officers: owner === null ? [] : [owner], parts: [] };
    case 'verification':
      return { officers: [], parts: [] };
    default:
      return stage satisfies never;
  }
}

/** Officers' ids, each once. */
export function ncRecipientsOf(news: NcNews, organisation: Organisation, at: Instant): readonly string[] {
  const told = new Set<string>();
  for (const officer of news.officers) {
    told.add(officer);
    for (const substitute of standInsOf(organisation, officer, at)) told.add(substitute);
  }
  for (const part of news.parts)
    for (const officer of inPart(part, news.agency, organisation)) told.add(officer);
  for (const officer of news.not) told.delete(officer);
  return [...told].filter((id) => organisation.officers.has(id)).slice(0, MAX_RECIPIENTS);
}

export function inPart(part: Part, agency: string, organisation: Organisation): readonly string[] {
  switch (part) {
    case 'leaders':
      return supervisorsOf(organisation, agency);
    case 'secretaries': {
      const found = grantedIn(organisation, agency, 'iso-secretary');
      // An agency without one has its leaders look at it.
      return found.length > 0 ? found : supervisorsOf(organisation, agency);
    }
    case 'auditors':
      return [...organisation.grantsByOfficer].flatMap(([officer, grants]) =>
        grants.some(
          ({ role, scope }) =>
            role === 'auditor' && scope !== null && subtreeOf(organisation, scope).includes(agency),
        )
          ? [officer]
          : [],
      );
    default:
      return part satisfies never;
  }
}

const grantedIn = (organisation: Organisation, agency: string, wanted: string): readonly string[] =>
  [...organisation.grantsByOfficer].flatMap(([officer, grants]) => {
    const unit = organisation.officers.get(officer)?.unit ?? '';
    const works = organisation.units.get(unit)?.agency === agency;
    return works && grants.some(({ role }) => role === wanted) ? [officer] : [];
  });
