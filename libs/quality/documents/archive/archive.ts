/** Records that are kept (hồ sơ lưu; TCVN ISO 9001:2015, 7.5.3): what, where, how long, and what becomes of them then. */
import type { LocalDate } from '#libs/calendar';
import {
  refused,
  type Decided,
  type Duty,
  type Happened,
  type RecordContext,
  type RecordKind,
  type Refusal,
} from '../../records/record.ts';
import type { DocumentFile, Fate } from '../types.ts';
import { yearsAfter } from '../standing.ts';

export const ARCHIVE_CLASSES = [
  'procedure',
  'audit',
  'review',
  'nonconformity',
  'training',
  'satisfaction',
  'other',
] as const;

/** A file of papers that is closed. */
export interface Filed {
  readonly title: string;
  readonly archiveClass: (typeof ARCHIVE_CLASSES)[number];
  /** The ISO procedure that it came of; null: none. */
  readonly procedure: string | null;
  readonly closedOn: LocalDate;
  /** Cabinet, room or folder. */
  readonly place: string;
  /** Kept for so many years after it was closed. */
  readonly years: number;
  readonly fate: Fate;
  readonly files: readonly DocumentFile[];
}

export interface Archive extends Filed {
  readonly status: 'kept' | 'proposed' | 'disposed';
  readonly owner: string;
  readonly proposed: { readonly by: string; readonly on: LocalDate; readonly note: string } | null;
  readonly disposed: { readonly by: string; readonly on: LocalDate; readonly fate: Fate } | null;
}

export type ArchiveCommand =
  | ({ readonly type: 'keep'; readonly owner: string } & Filed)
  | { readonly type: 'move'; readonly place: string; readonly reason: string }
  | { readonly type: 'extend'; readonly years: number; readonly reason: string }
  | { readonly type: 'propose'; readonly note: string }
  | { readonly type: 'approve' }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'hand-over'; readonly owner: string; readonly reason: string };

export type ArchiveEvent =
  | ({ readonly type: 'RecordFiled'; readonly owner: string } & Filed)
  | { readonly type: 'RecordMoved'; readonly place: string; readonly reason: string }
  | { readonly type: 'KeepingExtended'; readonly years: number; readonly reason: string }
  | { readonly type: 'DisposalProposed'; readonly on: LocalDate; readonly note: string }
  | { readonly type: 'DisposalRejected'; readonly reason: string }
  | { readonly type: 'RecordDisposed'; readonly on: LocalDate; readonly fate: Fate }
  | { readonly type: 'ArchiveHandedOver'; readonly owner: string; readonly reason: string };

export const ARCHIVE: RecordKind<Archive, ArchiveCommand, ArchiveEvent> = {
  kind: 'archive',
  guards: {
    keep: { parts: ['secretary', 'leader'], when: ['none'] },
    approve: { parts: ['leader'], when: ['proposed'] },
    reject: { parts: ['leader'], when: ['proposed'] },
    propose: { parts: ['owner', 'secretary'], when: ['kept'] },
    move: { parts: ['owner', 'secretary'], when: ['kept', 'proposed'] },
    extend: { parts: ['secretary', 'leader'], when: ['kept'] },
    'hand-over': { parts: ['secretary', 'leader'], when: ['kept', 'proposed'] },
  },
  decide,
  evolve,
  barred,
  statusOf: ({ status }) => status,
  ownerOf: ({ owner }) => owner,
  titleOf: ({ title }) => title,
  dutiesOf,
};

export const keptUntil = ({ closedOn, years }: Pick<Filed, 'closedOn' | 'years'>): LocalDate =>
  yearsAfter(closedOn, years);

/** Whoever proposes that papers be destroyed doesn't decide it. */
function barred({ proposed }: Archive, type: ArchiveCommand['type'], by: string): Refusal | undefined {
  return type === 'approve' && proposed?.by === by
    ? { code: 'same-person', message: 'Người đề nghị không được tự quyết định.' }
    : undefined;
}

function decide(
  archive: Archive | null,
  command: ArchiveCommand,
  { today: on, isOfficer }: RecordContext,
): Decided<ArchiveEvent> {
  switch (command.type) {
    case 'keep': {
      const { type: _type, ...filed } = command;
      if (!isOfficer(filed.owner)) return notAnOfficer();
      return filed.closedOn > on
        ? refused('not-closed', 'Hồ sơ chưa kết thúc.')
        : happens({ type: 'RecordFiled', ...filed });
    }
    case 'move':
      return happens({ type: 'RecordMoved', place: command.place, reason: command.reason });
    case 'extend': {
      const { years, reason } = command;
      return years > archive!.years
        ? happens({ type: 'KeepingExtended', years, reason })
        : refused('not-longer', `Đang lưu ${archive!.years} năm; chỉ được kéo dài.`);
    }
    case 'propose': {
      const until = keptUntil(archive!);
      return until > on
        ? refused('kept-longer', `Hồ sơ phải giữ đến ${until}.`)
        : happens({ type: 'DisposalProposed', on, note: command.note });
    }
    case 'approve':
      return happens({ type: 'RecordDisposed', on, fate: archive!.fate });
    case 'reject':
      return happens({ type: 'DisposalRejected', reason: command.reason });
    case 'hand-over': {
      const { owner, reason } = command;
      if (owner === archive!.owner) return refused('owner-unchanged', 'Người này đang chịu trách nhiệm.');
      return isOfficer(owner) ? happens({ type: 'ArchiveHandedOver', owner, reason }) : notAnOfficer();
    }
    default:
      return command satisfies never;
  }
}

const happens = (event: ArchiveEvent): Decided<ArchiveEvent> => ({ ok: true, events: [event] });
const notAnOfficer = () => refused('not-an-officer', 'Người này không làm việc tại cơ quan.');

function evolve(before: Archive | null, event: ArchiveEvent, { by }: Happened): Archive {
  if (event.type === 'RecordFiled') {
    const { type: _type, ...filed } = event;
    return { ...filed, status: 'kept', proposed: null, disposed: null };
  }
  const archive = before!;
  switch (event.type) {
    case 'RecordMoved':
      return { ...archive, place: event.place };
    case 'KeepingExtended':
      return { ...archive, years: event.years };
    case 'DisposalProposed':
      return { ...archive, status: 'proposed', proposed: { by, on: event.on, note: event.note } };
    case 'DisposalRejected':
      return { ...archive, status: 'kept', proposed: null };
    case 'RecordDisposed':
      return { ...archive, status: 'disposed', disposed: { by, on: event.on, fate: event.fate } };
    case 'ArchiveHandedOver':
      return { ...archive, owner: event.owner };
    default:
      return event satisfies never;
  }
}

function dutiesOf(archive: Archive): readonly Duty[] {
  const { fate, owner, disposed } = archive;
  return [
    { key: 'dispose', what: `archive.${fate}`, owner, due: keptUntil(archive), done: disposed?.on ?? null },
  ];
}
