/** An event log as a stream of small items, so that a log of any size is folded within bounded memory. */

/** Microseconds since 1970-01-01T00:00Z, an integer: finer than any log's clock, exact until the year 2255. */
export type EpochMicroseconds = number;

/** The attributes directly under a trace or an event, as written. Nested ones belong to their parent attribute. */
export type LogAttributes = ReadonlyMap<string, string>;

export type LogItem =
  | { readonly kind: 'event'; readonly attributes: LogAttributes }
  /** Ends the case that the events since the last such item belong to. A case may be empty. */
  | { readonly kind: 'case'; readonly attributes: LogAttributes };

/** Keys of the XES standard extensions (IEEE 1849) that the figures read. */
export const ACTIVITY = 'concept:name';
export const RESOURCE = 'org:resource';
export const ROLE = 'org:role';
export const UNIT = 'org:group';
export const TIMESTAMP = 'time:timestamp';
export const LIFECYCLE = 'lifecycle:transition';
export const DEADLINE = 'deadline';
export const END_DATE = 'enddate';
/** No standard names it: which procedure a case belongs to. */
export const PROCEDURE = 'procedure';
