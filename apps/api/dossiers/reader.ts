/** Reads dossiers for people: the ledger's events, the personal data unsealed, and whether the one who asks may see it. */
import { Inject, Injectable } from '@nestjs/common';
import { can } from '#libs/access';
import type { Authorities } from '#libs/access';
import { dateOf } from '#libs/calendar';
import { DOSSIER, fromRecorded, unsealedBody } from '#libs/commands';
import type { Applicant, SealedData } from '#libs/commands';
import { fold } from '#libs/dossier';
import type { DossierState, RecordedDossierEvent } from '#libs/dossier';
import type { RecordedEvent } from '#libs/ledger';
import type { Edition } from '#libs/procedure';
import { isInSampleOf } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
import { officerActor } from '../http/actor.ts';
import { notFound, problem } from '../http/problem.ts';
import { RUNTIME, SETTINGS } from '../tokens.ts';
import type { Settings } from '../tokens.ts';
import { composeDossier } from './compose.ts';
import type { Sources } from './compose.ts';
import { namesOf } from './names.ts';
import { placesOf } from './places.ts';
import { readPositionTokens } from './position.ts';
import type { DossierView } from './view.ts';

type Known = Exclude<DossierState, { status: 'none' }>;

export interface ReadDossier {
  readonly state: Known;
  readonly recorded: readonly RecordedEvent[];
  readonly events: readonly RecordedDossierEvent[];
  /** By version. */
  readonly sealed: ReadonlyMap<number, SealedData>;
}

/** A read waits this long for its own write; then it answers with what there is. */
const MAX_WAIT_MS = 2_000;

@Injectable()
export class DossierReader {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Refused with 404 when there is none, 403 when it is not for the one who asks. */
  async read(dossier: string, who: Authorities): Promise<ReadDossier> {
    const recorded = await this.runtime.ledger.load(dossier);
    if (recorded.some(({ kind }) => kind !== DOSSIER)) throw notFound();
    const events = recorded.map(fromRecorded);
    const state = fold(events);
    if (state.status === 'none') throw notFound();
    // Whoever audits looks into the dossiers that were drawn for it.
    const isDrawn = !this.sees(state, who) && (await isInSampleOf(this.runtime.pool, who.officer, dossier));
    if (!isDrawn) this.refuseUnseen(state, who);
    const sealed = await this.runtime.ledger.readPiiOfStreams([dossier]);
    const bySealed = new Map(sealed.map(({ version, data }) => [version, data as unknown as SealedData]));
    return { state, recorded, events, sealed: bySealed };
  }

  refuseUnseen(state: DossierState, who: Authorities): void {
    if (this.sees(state, who)) return;
    throw problem(403, 'not-permitted', 'Hồ sơ thuộc đơn vị khác. Anh/chị không có quyền xem hồ sơ này.');
  }

  /** The proof, and the file that carries it, are the auditor's to ask for. */
  refuseUnlessAuditor(state: DossierState, who: Authorities): void {
    const wish = { action: 'ledger.verify', dossier: placesOf(state) } as const;
    const permission = can(officerActor(who), wish, this.runtime.now());
    if (!permission.ok) throw problem(403, permission.refusal.code, permission.refusal.message);
  }

  sees(state: DossierState, who: Authorities): boolean {
    const now = this.runtime.now();
    const wish = { action: 'dossier.read', dossier: placesOf(state) } as const;
    return can(officerActor(who), wish, now).ok;
  }

  async view(read: ReadDossier, who: Authorities): Promise<DossierView> {
    return composeDossier(read.state, await this.sources(read.state, read.sealed.values(), who));
  }

  async sources(state: Known, sealed: Iterable<SealedData>, who: Authorities): Promise<Sources> {
    const organisation = await this.runtime.organisation();
    const { calendars } = this.runtime;
    const data =
      'pinned' in state ? await calendars.version(state.pinned.calendarVersion) : calendars.current();
    return {
      edition: await this.editionOf(state),
      names: namesOf(organisation),
      calendarOf: (agency) => calendars.calendarOf(data, agency),
      ...applicantAndFiles(sealed),
      actor: officerActor(who),
      now: this.runtime.now(),
    };
  }

  /** The pinned edition; for a dossier not yet received the one in force. */
  async editionOf(state: Known): Promise<Edition> {
    const { editions, now } = this.runtime;
    const found =
      'pinned' in state
        ? await editions.edition(state.pinned.procedure, state.pinned.edition)
        : await editions.inForce(state.procedure, dateOf(now()));
    if (found) return found;
    throw problem(409, 'unknown-procedure', 'Thủ tục của hồ sơ hiện không có hiệu lực.', {
      procedure: state.procedure,
    });
  }

  /** Applicants' names for a list, by dossier; erased ones are left out. */
  async applicantNames(dossiers: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const sealed = await this.runtime.ledger.readPiiOfStreams([...new Set(dossiers)]);
    const names = new Map<string, string>();
    for (const { streamId, data } of sealed) {
      const { applicant } = data as unknown as SealedData;
      if (applicant) names.set(streamId, applicant.name);
    }
    return names;
  }

  /** Waits until the projector has come to the position a reply carried; where it is still behind then, the answer says so. */
  async seeOwnWrite(after: string | undefined, reply: FastifyReply): Promise<void> {
    if (after === undefined) return;
    const awaited = readPositionTokens(after, this.settings.projectorShards);
    const reached = await Promise.all(
      awaited.map(({ position, shard }) =>
        this.runtime.ledger.awaitCheckpoint({ consumer: 'read', shard }, position, MAX_WAIT_MS),
      ),
    );
    if (!reached.every(Boolean)) void reply.header('Dunghan-Behind', 'true');
  }
}

function applicantAndFiles(sealed: Iterable<SealedData>): {
  applicant: Applicant | null;
  fileNames: Readonly<Record<string, string>>;
} {
  let applicant: Applicant | null = null;
  const fileNames: Record<string, string> = {};
  for (const data of sealed) {
    applicant = data.applicant ?? applicant;
    Object.assign(fileNames, data.fileNames);
  }
  return { applicant, fileNames };
}

/** An applicant's id is a key and no name; a system's is one. */
const DOERS: Readonly<Record<string, string>> = { clock: 'Đồng hồ', applicant: 'Người nộp hồ sơ' };

/** An event as a person reads it, with who did it by name. */
export function timelineEntry(read: ReadDossier, recorded: RecordedEvent, names: Sources['names']) {
  const by = recorded.actorRef;
  return {
    version: recorded.version,
    type: recorded.type,
    occurredAt: recorded.occurredAt,
    recordedAt: recorded.recordedAt,
    by: {
      kind: by.kind,
      id: by.id,
      name: by.kind === 'officer' ? names.officer(by.id).name : (DOERS[by.kind] ?? by.id),
      ...(by.role !== undefined && { role: by.role }),
      ...(by.onBehalfOf !== undefined && { onBehalfOf: names.officer(by.onBehalfOf) }),
    },
    body: unsealedBody(recorded, read.sealed.get(recorded.version)),
    hash: recorded.hash,
    commandId: recorded.commandId,
    imported: recorded.imported,
  };
}
