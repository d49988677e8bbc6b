/** An event of a record as its history shows it: what, when, by whom, and what was said with it. */
import type { RecordedEvent } from '#libs/ledger';
import type { Names } from './names.ts';

/** @param fields Those of the body that hold words for people; the first that has any is shown. */
export function happenedView(recorded: RecordedEvent, names: Names, fields: readonly string[]) {
  const { version, type, occurredAt: at, actorRef } = recorded;
  const { id, kind, onBehalfOf } = actorRef;
  const said = recorded.body as Readonly<Record<string, unknown>>;
  const words = fields.map((field) => said[field]);
  return {
    version,
    type,
    at,
    by: {
      ...names.officer(id),
      kind,
      onBehalfOf: onBehalfOf === undefined ? null : names.officer(onBehalfOf),
    },
    words: (words.find((one) => typeof one === 'string' && one !== '') as string | undefined) ?? null,
  };
}
