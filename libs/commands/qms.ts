/** Agencies' quality management systems, by the same way as a dossier: load, decide, append. One stream an agency. */
import { dateOf, type Instant } from '#libs/calendar';
import { canonicalJson } from '#libs/ledger';
import type { Json, Ledger, RecordedEvent } from '#libs/ledger';
import {
  decideProgramme,
  decideQms,
  evolveProgramme,
  evolveQms,
  foldProgramme,
  foldQms,
  type Programme,
  type ProgrammeCommand,
  type ProgrammeEvent,
  type QmsCommand,
  type QmsEvent,
  type QmsRefusal,
  type QmsState,
} from '#libs/qms';
import { v5 } from 'uuid';
import { conduct, type Conducted, type Outcome } from './conduct.ts';

export const QMS = 'qms';
export const QMS_PROGRAMME = 'qms-programme';
const STREAMS = 'c0b2f6a4-3d5e-5a7b-9b1f-7e5a1c2d4f60';

export const qmsStream = (agency: string): string => v5(canonicalJson([QMS, agency]), STREAMS);
export const programmeStream: string = v5(canonicalJson([QMS_PROGRAMME]), STREAMS);

type Recorded = Pick<RecordedEvent, 'type' | 'body'>;

/** The agency's name is the stream's, not the event's own. */
function unnamed({ type, body }: Recorded): unknown {
  const { agency: _agency, ...rest } = body as Record<string, Json>;
  return { type, ...rest };
}
export const qmsEventOf = (recorded: Recorded): QmsEvent => unnamed(recorded) as QmsEvent;
export const programmeEventOf = (recorded: Recorded): ProgrammeEvent => unnamed(recorded) as ProgrammeEvent;

export type QmsOutcome<State> = Outcome<State, QmsRefusal>;

export interface QmsCommands {
  record(
    request: Conducted & { readonly agency: string; readonly command: QmsCommand },
  ): Promise<QmsOutcome<QmsState>>;
  programme(request: Conducted & { readonly command: ProgrammeCommand }): Promise<QmsOutcome<Programme>>;
  load(agency: string): Promise<QmsState>;
  loadProgramme(): Promise<Programme>;
}

const foldRecord = (events: readonly RecordedEvent[]): QmsState => foldQms(events.map(qmsEventOf));
const foldAll = (events: readonly RecordedEvent[]): Programme => foldProgramme(events.map(programmeEventOf));

export function createQmsCommands(ledger: Ledger, now: () => Instant): QmsCommands {
  return {
    record: (request) =>
      conduct<QmsState, QmsEvent, QmsRefusal>(ledger, now, request, {
        stream: qmsStream(request.agency),
        kind: QMS,
        names: { agency: request.agency },
        fold: foldRecord,
        evolve: evolveQms,
        decide: (state) => decideQms(state, request.command, dateOf(now())),
      }),
    programme: (request) =>
      conduct<Programme, ProgrammeEvent, QmsRefusal>(ledger, now, request, {
        stream: programmeStream,
        kind: QMS_PROGRAMME,
        names: {},
        fold: foldAll,
        evolve: evolveProgramme,
        decide: (state) => decideProgramme(state, request.command),
      }),
    load: async (agency) => foldRecord(await ledger.load(qmsStream(agency))),
    loadProgramme: async () => foldAll(await ledger.load(programmeStream)),
  };
}
