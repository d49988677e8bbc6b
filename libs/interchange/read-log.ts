/** A log of either format as items under the keys that `conformance` reads. */
import { LIFECYCLE, type LogItem } from '#libs/conformance';
import { EventCount, WIDE_BOUNDS, type ReadBounds } from './bounds.ts';
import { readCsvLog, type BadRow } from './csv/reader.ts';
import { UnreadableLogError } from './errors.ts';
import { pick, type LogFields } from './fields.ts';
import type { ByteSource } from './text.ts';
import { readXes } from './xes/reader.ts';

export interface LogSource {
  readonly format: 'csv' | 'xes';
  readonly fields: LogFields;
  readonly delimiter?: string;
  readonly bounds?: ReadBounds;
  readonly onBadRow?: (row: BadRow) => void;
}

export async function* readLog(
  bytes: ByteSource,
  { format, fields, ...options }: LogSource,
): AsyncGenerator<readonly LogItem[]> {
  const { case: id, activity } = fields;
  if (id === undefined || activity === undefined) {
    throw new UnreadableLogError('column-missing', 'no column is named for the case or for the activity');
  }
  if (format === 'csv') yield* readCsvLog(bytes, { ...fields, case: id, activity }, options);
  else yield* readXesFields(bytes, fields, options.bounds ?? WIDE_BOUNDS);
}

async function* readXesFields(
  bytes: ByteSource,
  fields: LogFields,
  bounds: ReadBounds,
): AsyncGenerator<readonly LogItem[]> {
  const events = new EventCount(bounds);
  for await (const items of readXes(bytes, bounds)) {
    events.add(items.length);
    yield items.map(({ kind, attributes }): LogItem => {
      const picked = new Map(pick(kind, attributes, fields));
      const transition = attributes.get(LIFECYCLE);
      return { kind, attributes: transition === undefined ? picked : picked.set(LIFECYCLE, transition) };
    });
  }
}
