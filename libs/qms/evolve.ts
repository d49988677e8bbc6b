/** Folds the events of an agency's record, and of the province's programme. */
import type { ProgrammeEvent, QmsEntry, QmsEvent } from './events.ts';
import { NO_PROGRAMME, NO_RECORD, type Numbered, type Programme, type QmsState } from './state.ts';

export function evolveQms(state: QmsState, event: QmsEvent): QmsState {
  const version = state.version + 1;
  switch (event.type) {
    case 'EntryWithdrawn':
      return { ...state, version, entries: state.entries.filter(({ no }) => no !== event.entry) };
    case 'DutyReminded': {
      const { type: _type, ...reminder } = event;
      return { ...state, version, reminders: [...state.reminders, reminder] };
    }
    default:
      return {
        ...state,
        version,
        entries: withEntry(state.entries, event, version),
        kept: state.kept.includes(event.type) ? state.kept : [...state.kept, event.type],
      };
  }
}

export const foldQms = (events: readonly QmsEvent[]): QmsState => events.reduce(evolveQms, NO_RECORD);

/** By date; on one date as they were written down. */
export function withEntry(entries: readonly Numbered[], entry: QmsEntry, no: number): readonly Numbered[] {
  return [...entries, { ...entry, no }].sort((a, b) => (a.on === b.on ? a.no - b.no : a.on < b.on ? -1 : 1));
}

export function evolveProgramme(state: Programme, event: ProgrammeEvent): Programme {
  switch (event.type) {
    case 'TargetSet':
      return { targets: [...state.targets.filter(({ id }) => id !== event.target.id), event.target] };
    case 'TargetWithdrawn':
      return { targets: state.targets.filter(({ id }) => id !== event.target) };
    default:
      return event satisfies never;
  }
}

export const foldProgramme = (events: readonly ProgrammeEvent[]): Programme =>
  events.reduce(evolveProgramme, NO_PROGRAMME);
