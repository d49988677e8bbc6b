/** A stream's history as a file that proves itself: anyone can recompute its hashes, without a server. Pure. */
import { z } from 'zod';
import { canonicalJson, type Json } from './canonical.ts';
import { checkChain, type ChainedEvent, type ChainFault } from './chain.ts';
import { partsOf, readPosition } from './position.ts';
import type { RecordedEvent } from './types.ts';

export const EVIDENCE_FORMAT = 'dunghan-evidence-1';

/** Plain JSON. Personal data are not in it: only the hash of their ciphertext. */
export interface Evidence {
  readonly format: typeof EVIDENCE_FORMAT;
  readonly streamId: string;
  readonly kind: string;
  readonly version: number;
  /** Of the last event, hexadecimal: what to compare with a head that was published or written down. */
  readonly headHash: string;
  readonly events: readonly RecordedEvent[];
}

export interface EvidenceFinding {
  readonly code: 'not-evidence' | 'head-differs' | ChainFault;
  readonly version?: number;
  readonly message?: string;
}

/** All events of one stream, in order; at least one. */
export function evidenceOf(events: readonly RecordedEvent[]): Evidence {
  const last = events.at(-1);
  if (!last) throw new RangeError('a stream without events proves nothing');
  const { streamId, kind, version, hash } = last;
  return { format: EVIDENCE_FORMAT, streamId, kind, version, headHash: hash, events };
}

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const json = z.custom<Json>((value) => value !== undefined);
const shape = z.object({
  format: z.literal(EVIDENCE_FORMAT),
  streamId: z.string(),
  kind: z.string(),
  version: z.int(),
  headHash: hex,
  events: z
    .array(
      z.object({
        streamId: z.string(),
        kind: z.string(),
        version: z.int(),
        position: z.string().refine((token) => readPosition(token) !== undefined),
        eventId: z.string(),
        commandId: z.string(),
        type: z.string(),
        schemaVersion: z.int(),
        occurredAt: z.iso.datetime(),
        recordedAt: z.iso.datetime(),
        imported: z.boolean(),
        actorRef: json,
        body: json,
        piiSubject: z.string().optional(),
        piiHash: hex.optional(),
        hash: hex,
      }),
    )
    .min(1),
});
type EvidenceFile = z.infer<typeof shape>;

/** Checks a file's parsed JSON. No findings: these events, in this order and no others up to `headHash`. */
export function verifyEvidence(file: unknown): readonly EvidenceFinding[] {
  const parsed = shape.safeParse(file);
  if (!parsed.success) return [{ code: 'not-evidence', message: z.prettifyError(parsed.error) }];
  const evidence = parsed.data;
  const findings: EvidenceFinding[] = [];
  let previous: ChainedEvent | undefined;
  for (const recorded of evidence.events) {
    const event = chainedFrom(recorded);
    for (const code of checkChain(previous, event)) findings.push({ code, version: event.version });
    if (event.streamId !== evidence.streamId || event.kind !== evidence.kind) {
      findings.push({ code: 'not-evidence', version: event.version, message: 'an event of another stream' });
    }
    previous = event;
  }
  const last = evidence.events.at(-1)!;
  if (last.version !== evidence.version || last.hash !== evidence.headHash)
    findings.push({ code: 'head-differs' });
  return findings;
}

function chainedFrom(event: EvidenceFile['events'][number]): ChainedEvent {
  const { streamId, kind, version, eventId, commandId, type, schemaVersion, imported } = event;
  return {
    streamId,
    kind,
    version,
    eventId,
    commandId,
    type,
    schemaVersion,
    imported,
    ...partsOf(readPosition(event.position)!),
    recordedAtMs: Date.parse(event.recordedAt),
    occurredAtMs: Date.parse(event.occurredAt),
    piiSubject: event.piiSubject ?? null,
    piiHash: event.piiHash ?? null,
    actor: canonicalJson(event.actorRef),
    body: canonicalJson(event.body),
    hash: Buffer.from(event.hash, 'hex'),
  };
}
