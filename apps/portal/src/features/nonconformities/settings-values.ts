/** What an agency's settings say, and how one version differs from another. */
import type { NonconformitySettings } from '../../api-client/types.gen.ts';

export type Version = Pick<NonconformitySettings['versions'][number], 'policies' | 'terms'>;
export type Policy = Version['policies'][number];
export type TermName = keyof Version['terms'];
export const TERMS = [
  'review',
  'containment',
  'analysis',
  'proposal',
  'approval',
  'action',
  'verification',
  'judgement',
  'escalation',
  'leastDossiers',
] as const satisfies readonly TermName[];

export type Change =
  | { readonly field: 'enabled'; readonly policy: Policy['policy']; readonly to: boolean }
  | {
      readonly field: 'severity';
      readonly policy: Policy['policy'];
      readonly from: Policy['severity'];
      readonly to: Policy['severity'];
    }
  | {
      readonly field: 'threshold';
      readonly policy: Policy['policy'];
      readonly from: number;
      readonly to: number;
    }
  | { readonly field: 'term'; readonly term: TermName; readonly from: number; readonly to: number };

export function changesOf(before: Version, after: Version): readonly Change[] {
  const policies = after.policies.flatMap((to): Change[] => {
    const from = before.policies.find(({ policy }) => policy === to.policy) ?? to;
    const { policy } = to;
    return [
      ...(from.enabled === to.enabled ? [] : [{ field: 'enabled' as const, policy, to: to.enabled }]),
      ...(from.severity === to.severity
        ? []
        : [{ field: 'severity' as const, policy, from: from.severity, to: to.severity }]),
      ...(from.threshold === to.threshold || from.threshold === null || to.threshold === null
        ? []
        : [{ field: 'threshold' as const, policy, from: from.threshold, to: to.threshold }]),
    ];
  });
  const terms = TERMS.flatMap((term): Change[] => {
    const [from, to] = [before.terms[term], after.terms[term]];
    return from === to ? [] : [{ field: 'term', term, from, to }];
  });
  return [...policies, ...terms];
}

/** As it is sent: only what differs from what comes with the product. */
export function bodyOf(shipped: Version, wanted: Version) {
  const settings: Record<string, Partial<Omit<Policy, 'policy' | 'threshold'> & { threshold: number }>> = {};
  const terms: Partial<Record<TermName, number>> = {};
  for (const change of changesOf(shipped, wanted)) {
    if (change.field === 'term') terms[change.term] = change.to;
    else settings[change.policy] = { ...settings[change.policy], [change.field]: change.to };
  }
  return { settings, terms };
}

/** Every number is there. */
export const isWhole = ({ policies, terms }: Version): boolean =>
  policies.every(({ threshold }) => !Number.isNaN(threshold)) &&
  TERMS.every((term) => !Number.isNaN(terms[term]));
