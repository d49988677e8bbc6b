export type { DetectionContext, Finding, KnownSubstitution } from './types.ts';
export type { PolicyCode, PolicyWords, Severity } from './catalogue.ts';
export { POLICY_CODES, policyWords } from './catalogue.ts';
export type { Watch } from './detect.ts';
export { detect, keyOf, NOT_WATCHED, watch } from './detect.ts';
export type { PolicyInEffect, PolicySetting, Settings, SettingsVersion } from './settings.ts';
export {
  graded,
  inEffect,
  settingsAt,
  termsAt,
  unsoundSettings,
  unsoundTerms,
  versionAt,
} from './settings.ts';
export type { Habit, HabitKind } from './habit.ts';
export { habitOf } from './habit.ts';
