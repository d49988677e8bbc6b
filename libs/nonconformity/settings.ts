/** An agency's own choice of detectors, severities and thresholds: versioned, each version valid from a moment on. */
import type { Instant } from '#libs/calendar';
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
}

/** The agency's settings at a moment; before its first version, those that come with the product. */
export function settingsAt(versions: readonly SettingsVersion[], at: Instant): Settings {
  return versions.findLast(({ validFrom }) => validFrom <= at)?.settings ?? {};
}

/** How grave a finding is to the agency; null: below its threshold, or not looked for. */
export function graded(finding: Pick<Finding, 'policy' | 'measure'>, settings: Settings): Severity | null {
  const own = settings[finding.policy];
  if (own?.enabled === false) return null;
  const words = policyWords(finding.policy);
  const threshold = own?.threshold ?? words.threshold?.byDefault;
  if (threshold !== undefined && finding.measure !== null && finding.measure <= threshold) return null;
  return own?.severity ?? words.severity;
}

/** The policies whose settings are wrong: an unknown one, or a threshold it does not have or that is too low. */
export function unsoundSettings(settings: Readonly<Record<string, PolicySetting>>): readonly string[] {
  return Object.entries(settings).flatMap(([code, { threshold }]) => {
    if (!Object.hasOwn(POLICIES, code)) return [code];
    const least = policyWords(code as PolicyCode).threshold?.least;
    return threshold !== undefined && (least === undefined || threshold < least) ? [code] : [];
  });
}
