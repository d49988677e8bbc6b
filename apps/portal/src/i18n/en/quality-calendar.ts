/** Words of the year's calendar of duties. */
import type { vi } from '../vi.ts';

export const qualityCalendar: (typeof vi)['qualityCalendar'] = {
  title: 'Calendar of duties',
  intro:
    "What the quality system owes by a day this year: done, late, ahead, and whose it is. Press a cell to see that month's.",
  year: 'Year',
  month: 'Month {{month}}',
  kind: 'Kind',
  total: 'Whole year',
  empty: 'Nothing is owed by a day this year.',
  none: 'Nothing here.',
  more: 'Only the first 1,000 are shown. Choose one agency to see all.',
  list: 'Duties',
  ofMonth: 'Month {{month}}, {{kind}}',
  wholeYear: 'Whole year',
  late: '{{count}} overdue',
  doneOf: '{{done}}/{{all}} done',
  cell: ' duties done, {{kind}}, month {{month}}, {{late}} overdue',
  record: 'Record',
  forShow: 'Signs of work done for show, to be looked at',
  forShowHint: 'None proves it. Each names the records that it rests on.',
  sign: {
    'one-day': "{{kind}}: {{count}} of the year's {{of}} deeds were recorded on one day, {{on}}.",
    'one-person': "{{kind}}: {{count}} of the year's {{of}} deeds were recorded by one person, {{by}}.",
    'no-findings': '{{kind}}: {{count}} held this year, without a finding or a decision.',
  },
  all: 'All kinds',
  kinds: {
    document: 'Documents',
    'change-request': 'Change requests',
    'law-change': 'Changes of law',
    archive: 'Retained records',
    objective: 'Objectives',
    risk: 'Risks, opportunities',
    'audit-programme': 'Audit programme',
    audit: 'Internal audits',
    review: 'Management reviews',
    training: 'Training',
  },
};
