/** An audit's findings become nonconformities, each once, and are linked both ways. */
import type { Instant } from '#libs/calendar';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { unraised, type Audit, type QualityRecord } from '#libs/quality';
import type { NonconformityCommands } from './nonconformity-types.ts';
import type { QualityCommands } from './quality.ts';

export interface FindingParts {
  readonly quality: Pick<QualityCommands, 'load' | 'act'>;
  readonly nonconformities: Pick<NonconformityCommands, 'raise'>;
  readonly now: () => Instant;
}

const SYSTEM = { kind: 'system', name: 'internal-audit' } as const;

/**
 * Raises what stands in the report and has no nonconformity yet; asked again after a failure in between, each is still
 * one. Answers how many were linked.
 */
export async function raiseFindings(parts: FindingParts, id: string): Promise<number> {
  const record = (await parts.quality.load(id)) as QualityRecord<Audit> | undefined;
  if (record === undefined) return 0;
  const { agency, body: audit } = record;
  let linked = 0;
  for (const line of unraised(audit)) {
    const key = `${id} ${line}`;
    const { evidence, severity, dossier, event } = audit.answers[line]!;
    const asked = audit.lines.find((one) => one.id === line)!;
    const outcome = await parts.nonconformities.raise({
      actor: SYSTEM,
      commandId: commandIdOf('audit finding', key),
      requestHash: requestHashOf({ key }),
      agency,
      source: 'audit',
      severity: severity ?? 'minor',
      title: `Đánh giá nội bộ, điều ${asked.clause}: ${asked.procedure ?? audit.title}`,
      description: `${audit.title}. ${asked.vi}\n${evidence}`,
      cause: null,
      threshold: null,
      since: parts.now(),
      evidence: dossier === null ? [] : [{ dossier, event: event ?? 1 }],
    });
    if (!('state' in outcome)) throw new Error(`a finding came to ${outcome.kind}`);
    const link = { type: 'link', line, nonconformity: outcome.id };
    await parts.quality.act({
      id,
      actor: SYSTEM,
      command: link,
      commandId: commandIdOf('audit link', key),
      requestHash: requestHashOf(link),
    });
    linked += 1;
  }
  return linked;
}
