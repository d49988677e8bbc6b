import type { Verb } from './verb.ts';

/** Each verb is loaded when it is asked for, so that a small one answers at once. */
export const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  backup: async () => (await import('./verbs/backup.ts')).backupVerb,
  cohort: async () => (await import('./verbs/cohort.ts')).cohortVerb,
  calendar: async () => (await import('./verbs/calendar.ts')).calendarVerb,
  demo: async () => (await import('./verbs/demo.ts')).demoVerb,
  migrate: async () => (await import('./verbs/migrate.ts')).migrateVerb,
  rebuild: async () => (await import('./verbs/rebuild.ts')).rebuildVerb,
  deadline: async () => (await import('./verbs/deadline.ts')).deadlineVerb,
  erase: async () => (await import('./verbs/erase.ts')).eraseVerb,
  forecast: async () => (await import('./verbs/forecast.ts')).forecastVerb,
  log: async () => (await import('./verbs/log.ts')).logVerb,
  procedure: async () => (await import('./verbs/procedure.ts')).procedureVerb,
  dossier: async () => (await import('./verbs/dossier.ts')).dossierVerb,
  ledger: async () => (await import('./verbs/ledger.ts')).ledgerVerb,
  login: async () => (await import('./verbs/login.ts')).loginVerb,
  logout: async () => (await import('./verbs/login.ts')).logoutVerb,
  qms: async () => (await import('./verbs/qms.ts')).qmsVerb,
  nc: async () => (await import('./verbs/nc.ts')).ncVerb,
  recover: async () => (await import('./verbs/recover.ts')).recoverVerb,
  rehearse: async () => (await import('./verbs/rehearse.ts')).rehearseVerb,
  replay: async () => (await import('./verbs/replay.ts')).replayVerb,
  restore: async () => (await import('./verbs/restore.ts')).restoreVerb,
  score: async () => (await import('./verbs/score.ts')).scoreVerb,
  simulate: async () => (await import('./verbs/simulate.ts')).simulateVerb,
  up: async () => (await import('./verbs/up.ts')).upVerb,
};
