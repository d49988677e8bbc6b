/** Words of causes and habits, before they are nonconformities. */
export const causes = {
  title: 'Causes and habits',
  back: 'Back to the causes',
  tabs: { unrecorded: 'Not on record', habits: 'Done for show', all: 'Every cause' },
  explain: {
    unrecorded:
      'Found in the period, gathered by no nonconformity. What is found within 30 days becomes one by itself; what is older, such as dossiers that were taken over, people decide about.',
    habits:
      'Officers who always finish a step almost at once, or always use the time allowed to the minute, by whole months.',
    all: 'All that was found in the period, by rule, procedure, step and agency.',
  },
  empty: {
    unrecorded: 'Nothing found in this period is without a record.',
    habits: 'Nobody was seen working for show in this period.',
    all: 'Nothing was found in this period.',
    here: 'Nothing found here is without a record any more.',
  },
  column: {
    cause: 'Cause',
    where: 'Where',
    severity: 'Severity',
    times: 'Times',
    dossiers: 'Dossiers',
    last: 'Latest',
    record: 'Nonconformity',
    officer: 'Officer',
    habit: 'Habit',
    shares: 'Share of the time used',
    share: 'Share used',
  },
  habit: { 'always-at-once': 'always done at once', 'always-exact': 'always to the minute' },
  noHabit: 'no habit in this period',
  status: { open: 'open', closed: 'closed', dismissed: 'dismissed' },
  runs: '{{total}} runs of the step, the latest first',
  evidence: 'Dossiers it rests on',
  open: 'Open a nonconformity',
  opening:
    'These findings become one nonconformity with a number, as grave as the agency’s settings say. The ISO secretary or a leader reviews it and names its owner.',
  dismissing:
    'Put on record as a false alarm with the reason. What was found until now is settled by it; what is found later counts again.',
  dismissed: 'Dismissed, on record as {{code}}.',
  whoMay: 'The agency’s ISO secretary and leaders, and auditors, may open one.',
};
