/**
 * A stream's history as a file that proves itself: anyone can recompute its hashes, and with the seal's public key that
 * its events are leaves of the ledger's tree; without a server. Pure.
 */
import { z } from 'zod';
import { canonicalJson, type Json } from './canonical.ts';
import { checkChain, type ChainedEvent, type ChainFault } from './chain.ts';
import { partsOf, readPosition, type Position } from './position.ts';
import type { SealKeys } from './proof/head.ts';
import { signedHead } from './proof/heads-file.ts';
import { checkInclusion, type InclusionFault, type InclusionProof } from './proof/inclusion.ts';
import { sealKeysOf } from './proof/keys.ts';
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
  /** That they are leaves under a signed head of the ledger's tree; absent before anything was sealed. */
  readonly proof?: EvidenceProof;
}

export interface EvidenceProof extends InclusionProof {
  /** PEM. Compare its id with the one that was published: a forger signs too, but with another key. */
  readonly publicKey: string;
}

export interface EvidenceFinding {
  readonly code: 'not-evidence' | 'head-differs' | ChainFault | InclusionFault;
  readonly version?: number;
  readonly message?: string;
}

/** All events of one stream, in order; at least one. */
export function evidenceOf(events: readonly RecordedEvent[], proof?: EvidenceProof): Evidence {
  const last = events.at(-1);
  if (!last) throw new RangeError('a stream without events proves nothing');
  const { streamId, kind, version, hash } = last;
  return {
    format: EVIDENCE_FORMAT,
    streamId,
    kind,
    version,
    headHash: hash,
    events,
    ...(proof && { proof }),
  };
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
  proof: z
    .object({
      head: signedHead,
      leaves: z.array(z.object({ version: z.int(), index: z.int(), path: z.array(hex) })),
      publicKey: z.string(),
    })
    .optional(),
});
type EvidenceFile = z.infer<typeof shape>;

/**
 * Checks a file's parsed JSON. No findings: these events, in this order and no others up to `headHash`; and those up to
 * the proof's head were sealed by one of `keys`, without which the file's own key is believed.
 */
export function verifyEvidence(file: unknown, keys?: SealKeys): readonly EvidenceFinding[] {
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
  if (evidence.proof) findings.push(...proofFindings(evidence.proof, evidence.events, keys));
  return findings;
}

/** How far an evidence file is under a signed head, as far as the file says. */
export function sealOf({ proof }: Evidence): { sealed: number; head: InclusionProof['head'] } | undefined {
  return proof && { sealed: proof.leaves.length, head: proof.head };
}

function proofFindings(
  proof: NonNullable<EvidenceFile['proof']>,
  events: EvidenceFile['events'],
  keys: SealKeys | undefined,
): readonly EvidenceFinding[] {
  const places = events.map(({ version, hash, position }) => ({
    version,
    hash,
    position: position as Position,
  }));
  try {
    return checkInclusion(proof, places, keys ?? sealKeysOf(proof.publicKey));
  } catch (error) {
    return [{ code: 'not-evidence', message: (error as Error).message }];
  }
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
