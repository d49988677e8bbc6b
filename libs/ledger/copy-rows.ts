/** Rows in the binary format of COPY (PostgreSQL's manual, "COPY", Binary Format). */
import { BinaryFields } from './binary-fields.ts';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const TRAILER = -1;
const FIRST_BYTES = 1 << 16;

/** Fields follow in the order of the table's columns. */
export class CopyRows extends BinaryFields {
  readonly #fields: number;

  constructor(fields: number) {
    super(FIRST_BYTES);
    this.#fields = fields;
    // No flags, no extension of the header.
    this.rawBytes(SIGNATURE).raw4(0).raw4(0);
  }

  row(): this {
    return this.raw2(this.#fields);
  }

  /** All rows with the header and the trailer; nothing is added afterwards. */
  end(): Buffer {
    return this.raw2(TRAILER).written();
  }
}
