/** Rows in the binary format of COPY (PostgreSQL's manual, "COPY", Binary Format): no quoting, no parsing. */

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const HEADER_BYTES = SIGNATURE.length + 8;
const TRAILER = -1;
const NULL = -1;
/** 2000-01-01, where PostgreSQL's timestamps begin. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const MICROSECONDS = 1_000;
const FIRST_BYTES = 1 << 16;
const HIGH = 2 ** 32;
/** A UTF-16 code unit takes at most three bytes of UTF-8. */
const MOST_PER_UNIT = 3;

/** Grows as it is written; fields follow in the order of the table's columns. */
export class CopyRows {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #at = 0;
  readonly #fields: number;

  constructor(fields: number) {
    this.#fields = fields;
    this.#bytes.fill(0, 0, HEADER_BYTES);
    SIGNATURE.copy(this.#bytes);
    this.#at = HEADER_BYTES;
  }

  row(): this {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(this.#fields, this.#at);
    return this;
  }

  null(): this {
    this.#length(NULL, 0);
    return this;
  }

  boolean(value: boolean): this {
    this.#length(1, 1);
    this.#at = this.#bytes.writeUInt8(value ? 1 : 0, this.#at);
    return this;
  }

  int2(value: number): this {
    this.#length(2, 2);
    this.#at = this.#bytes.writeInt16BE(value, this.#at);
    return this;
  }

  int4(value: number): this {
    this.#length(4, 4);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
    return this;
  }

  /** bigint or xid8, as PostgreSQL prints it. */
  int8(digits: string): this {
    const value = Number(digits);
    return Number.isSafeInteger(value) ? this.#eight(value) : this.#eightOf(BigInt(digits));
  }

  /** timestamptz from milliseconds since 1970. */
  timestamp(ms: number): this {
    return this.#eight((ms - EPOCH_MS) * MICROSECONDS);
  }

  uuid(text: string): this {
    this.#length(16, 16);
    this.#bytes.write(text.replaceAll('-', ''), this.#at, 16, 'hex');
    this.#at += 16;
    return this;
  }

  text(value: string): this {
    this.#room(4 + MOST_PER_UNIT * value.length);
    const written = this.#bytes.write(value, this.#at + 4, 'utf8');
    this.#at = this.#bytes.writeInt32BE(written, this.#at) + written;
    return this;
  }

  bytes(value: Buffer): this {
    this.#length(value.length, value.length);
    value.copy(this.#bytes, this.#at);
    this.#at += value.length;
    return this;
  }

  /** All rows with the header and the trailer; nothing is added afterwards. */
  end(): Buffer {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(TRAILER, this.#at);
    return this.#bytes.subarray(0, this.#at);
  }

  #eight(value: number): this {
    this.#length(8, 8);
    const high = Math.floor(value / HIGH);
    this.#at = this.#bytes.writeInt32BE(high, this.#at);
    this.#at = this.#bytes.writeUInt32BE(value - high * HIGH, this.#at);
    return this;
  }

  #eightOf(value: bigint): this {
    this.#length(8, 8);
    this.#at = this.#bytes.writeBigUInt64BE(value, this.#at);
    return this;
  }

  #length(said: number, follows: number): void {
    this.#room(4 + follows);
    this.#at = this.#bytes.writeInt32BE(said, this.#at);
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#at + bytes));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}
