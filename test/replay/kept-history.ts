/**
 * A history in a file. The SDK's own JSON form can't be read or written where two versions of protobufjs are
 * installed (`type must be a Type`), so the file holds the protocol's bytes, and words for people beside them.
 */
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
type History = proto.temporal.api.history.v1.IHistory;

export interface KeptHistory {
  readonly workflowType: string;
  /** Names of the events, in order. */
  readonly events: readonly string[];
  /** The history as protocol buffer, base64. */
  readonly bytes: string;
}

export function keptHistory(history: History): KeptHistory {
  const events = history.events ?? [];
  const names = proto.temporal.api.enums.v1.EventType;
  return {
    workflowType: events[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? '',
    events: events.map(({ eventType }) => names[eventType ?? 0] ?? ''),
    bytes: Buffer.from(History.encode(history).finish()).toString('base64'),
  };
}

export const historyOf = ({ bytes }: KeptHistory): History => History.decode(Buffer.from(bytes, 'base64'));
