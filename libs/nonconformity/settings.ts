/** An agency's own choice of detectors, severities and thresholds: versioned, each version valid from a moment on. */
import type { Instant } from '#libs/calendar';
import { DEFAULT_TERMS, MOST_TERMS, TERM_NAMES, type Terms } from './corrective-action/stages.ts';
import { POLICIES, policyWords, type PolicyCode, type Severity } from './catalogue.ts';
import type { Finding } from './types.ts';

export interface PolicySetting {
  readonly enabled?: boolean;
  readonly severity?: Severity;
  readonly threshold?: number;
}

export type Settings = Readonly<Partial<Record<PolicyCode, PolicySetting>>>;

export interface SettingsVersion {
  readonly version: number;
  readonly validFrom: Instant;
  readonly settings: Settings;
  /** Of corrective action; what is not named stands as it comes with the product. */
  readonly terms: Partial<Terms>;
}

/** What settings make of a policy; what they don't name stands as it comes with the product. */
export interface PolicyInEffect {
  readonly enabled: boolean;
  readonly severity: Severity;
  /** In the policy's unit; null: it has none. */
  readonly threshold: number | null;
}

export function inEffect(settings: Settings, policy: PolicyCode): PolicyInEffect {
  const words = policyWords(policy);
  const own = settings[policy];
  return {
    enabled: own?.enabled ?? true,
    severity: own?.severity ?? words.severity,
    threshold: own?.threshold ?? words.threshold?.byDefault ?? null,
  };
}

/** The agency's settings at a moment; before its first version, those that come with the product. */
export const settingsAt = (versions: readonly SettingsVersion[], at: Instant): Settings =>
  versionAt(versions, at)?.settings ?? {};

export const termsAt = (versions: readonly SettingsVersion[], at: Instant): Terms => ({
  ...DEFAULT_TERMS,
  ...versionAt(versions, at)?.terms,
});

/** Of those that have come into force, the one decided last. */
export const versionAt = (versions: readonly SettingsVersion[], at: Instant): SettingsVersion | undefined =>
  versions.findLast(({ validFrom }) => validFrom <= at);

/** How grave a finding is to the agency; null: below its threshold, or not looked for. */
export function graded(finding: Pick<Finding, 'policy' | 'measure'>, settings: Settings): Severity | null {
  const { enabled, severity, threshold } = inEffect(settings, finding.policy);
  if (!enabled) return null;
  if (threshold !== null && finding.measure !== null && finding.measure <= threshold) return null;
  return severity;
}

/** The policies whose settings are wrong: an unknown one, or a threshold it does not have or that is too low. */
export function unsoundSettings(settings: Readonly<Record<string, PolicySetting>>): readonly string[] {
  return Object.entries(settings).flatMap(([code, { threshold }]) => {
    if (!Object.hasOwn(POLICIES, code)) return [code];
    const least = policyWords(code as PolicyCode).threshold?.least;
    return threshold !== undefined && (least === undefined || threshold < least) ? [code] : [];
  });
}

/** The terms that are wrong: unknown, no whole number, or out of bounds. */
export function unsoundTerms(terms: Readonly<Record<string, number | undefined>>): readonly string[] {
  return Object.entries(terms).flatMap(([name, value]) => {
    if (!TERM_NAMES.some((known) => known === name)) return [name];
    const isSound = Number.isInteger(value) && value! >= 1 && value! <= MOST_TERMS[name as keyof Terms];
    return isSound ? [] : [name];
  });
}
