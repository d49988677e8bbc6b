import type { list as vi } from '../vi/lists.ts';

export const list: Record<keyof typeof vi, string> = {
  dense: 'Compact',
  selected: '{{count}} selected',
  selectShown: 'Select the rows shown',
  selectAll: 'Select all {{count}} dossiers',
  selectMost: 'Select the first {{count}} dossiers of the list',
  unselect: 'Clear selection',
  actions: 'Actions on the selected dossiers',
  outcome: 'Common outcome',
  noOutcome: 'The selected steps have no outcome in common: complete them one by one.',
  nothingCommon: 'Nothing can be done with all selected dossiers at once.',
  result: '{{done}} of {{all}} done.',
  resultRefused: '{{done}} of {{all}} done. {{refused}} not done: see why.',
  shown: '{{shown}} of {{total}} dossiers',
};
