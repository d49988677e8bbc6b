/**
 * Many rows as a parameter a column, each a binary array (PostgreSQL's `array_recv`), which one `unnest` makes rows of
 * again: what JSON takes to write, to parse and to look fields up in is most of what storing rows costs.
 */
import { millisecondsOf } from '#libs/calendar';
import { BinaryFields } from './binary-fields.ts';

/** The types' numbers are PostgreSQL's own (pg_type.dat), the same in every database. */
const TYPES = {
  uuid: { oid: 2950, write: (to: BinaryFields, value: unknown) => to.uuid(value as string) },
  text: { oid: 25, write: (to: BinaryFields, value: unknown) => to.text(value as string) },
  smallint: { oid: 21, write: (to: BinaryFields, value: unknown) => to.int2(value as number) },
  integer: { oid: 23, write: (to: BinaryFields, value: unknown) => to.int4(value as number) },
  bigint: { oid: 20, write: (to: BinaryFields, value: unknown) => to.safeInteger(value as number) },
  /** From its digits. */
  int8: { oid: 20, write: (to: BinaryFields, value: unknown) => to.int8(value as string) },
  bytea: { oid: 17, write: (to: BinaryFields, value: unknown) => to.bytes(value as Buffer) },
  boolean: { oid: 16, write: (to: BinaryFields, value: unknown) => to.boolean(value as boolean) },
  'double precision': { oid: 701, write: (to: BinaryFields, value: unknown) => to.float8(value as number) },
  /** From an instant, to the millisecond. */
  timestamptz: {
    oid: 1184,
    write: (to: BinaryFields, value: unknown) => to.timestamp(millisecondsOf(value as string)),
  },
  date: { oid: 1082, write: (to: BinaryFields, value: unknown) => to.date(value as string) },
  /** Those that no array can hold, or not simply, go as PostgreSQL reads them, and are cast; COPY takes them as they are. */
  'text[]': {
    oid: 25,
    cast: true,
    write: (to: BinaryFields, value: unknown) => to.text(arrayText(value as string[])),
    copy: (to: BinaryFields, value: unknown) => to.sized(() => textsOf(to, value as string[])),
  },
  jsonb: {
    oid: 25,
    cast: true,
    write: (to: BinaryFields, value: unknown) => to.text(JSON.stringify(value)),
    copy: (to: BinaryFields, value: unknown) =>
      to.bytes(Buffer.from(`${JSONB_VERSION}${JSON.stringify(value)}`)),
  },
  tstzmultirange: {
    oid: 25,
    cast: true,
    write: (to: BinaryFields, value: unknown) => to.text(rangesText(value as Span[])),
    copy: (to: BinaryFields, value: unknown) => to.sized(() => rangesOf(to, value as Span[])),
  },
} as const;

/** From a moment up to another, which is not in it; null: without end. */
interface Span {
  readonly from: string;
  readonly to: string | null;
}

const JSONB_VERSION = '\x01';
const LOWER_IN = 0x02;
const UPPER_INFINITE = 0x10;

export type ColumnType = keyof typeof TYPES;
export type ColumnTypes<Row> = { readonly [Name in keyof Row]: ColumnType };

/** Several columns of one type. */
export const allOf = <Name extends string>(
  names: readonly Name[],
  type: ColumnType,
): Record<Name, ColumnType> =>
  Object.fromEntries(names.map((name) => [name, type])) as Record<Name, ColumnType>;

const HEADER_BYTES = 20;
/** Of most values, with their length. */
const VALUE_BYTES = 12;
const DIMENSIONS = 1;
const MAY_HOLD_NULLS = 1;
const LOWER_BOUND = 1;

/** The values of a statement with `unnested`, in the same order. */
export function columnsOf<Row extends object>(rows: readonly Row[], types: ColumnTypes<Row>): Buffer[] {
  return (Object.entries(types) as [keyof Row, ColumnType][]).map(([name, type]) =>
    arrayOf(
      type,
      rows.map((row) => row[name]),
    ),
  );
}

export function arrayOf(type: ColumnType, values: readonly unknown[]): Buffer {
  const { oid, write } = TYPES[type];
  const array = new BinaryFields(HEADER_BYTES + VALUE_BYTES * values.length);
  array.raw4(DIMENSIONS).raw4(MAY_HOLD_NULLS).raw4(oid).raw4(values.length).raw4(LOWER_BOUND);
  for (const value of values) {
    if (value === null || value === undefined) array.null();
    else write(array, value);
  }
  return array.written();
}

/** A table function of those columns under their names; the first of them is the parameter `$first`. */
export function unnested<Row>(alias: string, types: ColumnTypes<Row>, first = 1): string {
  const columns = Object.entries<ColumnType>(types);
  const arrays = columns.map(([, type], index) => `$${first + index}::${isCast(type) ? 'text' : type}[]`);
  return `unnest(${arrays.join(', ')}) as ${alias} (${columns.map(([name]) => name).join(', ')})`;
}

/** A query of those rows, from the parameters `columnsOf` gives; the first of them is `$first`. */
export function rowsFrom<Row>(types: ColumnTypes<Row>, first = 1): string {
  const values = Object.entries<ColumnType>(types).map(([name, type]) =>
    isCast(type) ? `r.${name}::${type}` : `r.${name}`,
  );
  return `select ${values.join(', ')} from ${unnested('r', types, first)}`;
}

/** Inserts all columns of a table's rows, from the parameters `columnsOf` gives. */
export const insertInto = <Row>(table: string, types: ColumnTypes<Row>): string =>
  `insert into ${table} (${Object.keys(types).join(', ')}) ${rowsFrom(types)}`;

/** The columns' names with what writes a value into a row of COPY. */
export const copiedColumns = <Row>(
  types: ColumnTypes<Row>,
): readonly { readonly name: keyof Row & string; readonly write: Write }[] =>
  (Object.entries(types) as [keyof Row & string, ColumnType][]).map(([name, type]) => {
    const of = TYPES[type];
    return { name, write: 'copy' in of ? of.copy : of.write };
  });

type Write = (to: BinaryFields, value: unknown) => BinaryFields;

const isCast = (type: ColumnType): boolean => 'cast' in TYPES[type];

const arrayText = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;

function textsOf(to: BinaryFields, values: readonly string[]): void {
  to.raw4(values.length > 0 ? DIMENSIONS : 0)
    .raw4(0)
    .raw4(TYPES.text.oid);
  if (values.length > 0) to.raw4(values.length).raw4(LOWER_BOUND);
  for (const value of values) to.text(value);
}

const rangesText = (spans: readonly Span[]): string =>
  `{${spans.map(({ from, to }) => `["${from}",${to === null ? '' : `"${to}"`})`).join(',')}}`;

/** PostgreSQL brings them in order, and joins what meets. */
function rangesOf(to: BinaryFields, spans: readonly Span[]): void {
  to.raw4(spans.length);
  for (const span of spans) {
    to.sized(() => {
      to.raw1(span.to === null ? LOWER_IN | UPPER_INFINITE : LOWER_IN).timestamp(millisecondsOf(span.from));
      if (span.to !== null) to.timestamp(millisecondsOf(span.to));
    });
  }
}
