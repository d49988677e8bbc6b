/** Why a file could not be read to its end as an event log. */
export type UnreadableLogCode =
  | 'gzip-damaged'
  | 'encoding-unknown'
  | 'encoding-damaged'
  | 'xml-malformed'
  | 'not-xes'
  | 'csv-malformed'
  | 'column-missing'
  | 'log-too-large';

export class UnreadableLogError extends Error {
  override readonly name = 'UnreadableLogError';
  readonly code: UnreadableLogCode;

  constructor(code: UnreadableLogCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
