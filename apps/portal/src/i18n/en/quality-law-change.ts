/** Words of changes of law. */
import type { qualityLawChange as vi } from '../vi/quality-law-change.ts';

export const qualityLawChange: typeof vi = {
  title: 'Changes of law',
  intro:
    'Which document changed, since when, and how. A change request is opened on every procedure in force that cites it.',
  empty: 'No change recorded yet.',
  add: 'Record a change',
  open: { record: 'Record a change of law' },
  status: { known: 'Recorded' },
  explain: { known: 'Change requests are opened right after it is recorded.' },
  column: { nature: 'Change', from: 'In force from' },
  nature: { amended: 'Amended', replaced: 'Replaced', abolished: 'Abolished' },
  field: {
    number: 'Document that changed',
    numberHint: 'Its number as procedures cite it: 61/2018/NĐ-CP, or 2608/QĐ-UBND ngày 24/11/2025.',
    nature: 'Change',
    by: 'Changed by',
    inForceFrom: 'In force from',
    what: 'What changed',
  },
  cited: {
    title: 'Procedures in force that cite it',
    some: '{{count}} procedures: {{codes}}',
    none: 'No procedure cites this number.',
  },
  fact: {
    number: 'Document that changed',
    by: 'Changed by',
    from: 'In force from',
    on: 'Recorded on',
    what: 'What changed',
  },
  part: { requests: 'Requests opened', citing: 'Still citing' },
  requests: { agency: 'Agency', procedure: 'Procedure', state: 'State', none: 'No request yet.' },
  citing: { procedure: 'Procedure', edition: 'Edition', none: 'No procedure cites it any more.' },
  action: {},
  duty: {},
  event: { LawChanged: 'Recorded' },
};
