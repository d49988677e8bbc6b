/** Decides what is written down of an agency's system, and of the province's roll-out. */
import type { LocalDate } from '#libs/calendar';
import { remindersOn } from './certificates.ts';
import { withEntry } from './evolve.ts';
import {
  nothingDue,
  notInTheFuture,
  saysWhy,
  targetSound,
  unknownEntry,
  unknownTarget,
  unsound,
  type QmsRefusal,
} from './policies.ts';
import type { ProgrammeEvent, QmsEntry, QmsEvent, RollOutTarget } from './events.ts';
import type { Programme, QmsState } from './state.ts';

export type QmsCommand =
  | { readonly type: 'record'; readonly entry: QmsEntry }
  | { readonly type: 'withdraw'; readonly entry: number; readonly reason: string }
  /** The clock's: announces what falls due. */
  | { readonly type: 'remind' };

export type ProgrammeCommand =
  | { readonly type: 'set-target'; readonly target: RollOutTarget }
  | { readonly type: 'withdraw-target'; readonly target: string; readonly reason: string };

export type Decided<Event> =
  | { readonly ok: true; readonly events: readonly Event[] }
  | { readonly ok: false; readonly refusal: QmsRefusal };

const refused = <Event>(refusal: QmsRefusal): Decided<Event> => ({ ok: false, refusal });

export function decideQms(state: QmsState, command: QmsCommand, today: LocalDate): Decided<QmsEvent> {
  switch (command.type) {
    case 'record': {
      const { entry } = command;
      const wrong =
        notInTheFuture(entry, today) ?? unsound(withEntry(state.entries, entry, state.version + 1));
      return wrong ? refused(wrong) : { ok: true, events: [entry] };
    }
    case 'withdraw': {
      const { entry, reason } = command;
      const left = state.entries.filter(({ no }) => no !== entry);
      if (left.length === state.entries.length) return refused(unknownEntry());
      const wrong = saysWhy(reason) ?? unsound(left);
      return wrong ? refused(wrong) : { ok: true, events: [{ type: 'EntryWithdrawn', entry, reason }] };
    }
    case 'remind': {
      const due = remindersOn(state, today);
      if (due.length === 0) return refused(nothingDue());
      return { ok: true, events: due.map((reminder) => ({ type: 'DutyReminded', ...reminder })) };
    }
    default:
      return command satisfies never;
  }
}

export function decideProgramme(state: Programme, command: ProgrammeCommand): Decided<ProgrammeEvent> {
  switch (command.type) {
    case 'set-target': {
      const wrong = targetSound(command.target);
      return wrong ? refused(wrong) : { ok: true, events: [{ type: 'TargetSet', target: command.target }] };
    }
    case 'withdraw-target': {
      const { target, reason } = command;
      if (!state.targets.some(({ id }) => id === target)) return refused(unknownTarget(target));
      const wrong = saysWhy(reason);
      return wrong ? refused(wrong) : { ok: true, events: [{ type: 'TargetWithdrawn', target, reason }] };
    }
    default:
      return command satisfies never;
  }
}
