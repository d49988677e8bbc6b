/** Fields as PostgreSQL's binary protocol has them, in COPY and in arrays: a length, then the bytes. No quoting, no parsing. */

const NULL = -1;
/** 2000-01-01, where PostgreSQL's timestamps and dates begin. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const MICROSECONDS = 1_000;
const MS_PER_DAY = 86_400_000;
const HIGH = 2 ** 32;
/** A UTF-16 code unit takes at most three bytes of UTF-8. */
const MOST_PER_UNIT = 3;
const SHORT = 32;
const LAST_ASCII = 0x7f;

/** Grows as it is written. */
export class BinaryFields {
  #bytes: Buffer;
  #at = 0;
  #lastUuid = '';
  #lastUuidAt = 0;

  constructor(firstBytes: number) {
    this.#bytes = Buffer.allocUnsafe(firstBytes);
  }

  /** Without a length before it: flags, a count or an id of a format. */
  raw1(value: number): this {
    this.#room(1);
    this.#at = this.#bytes.writeUInt8(value, this.#at);
    return this;
  }

  raw2(value: number): this {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(value, this.#at);
    return this;
  }

  raw4(value: number): this {
    this.#room(4);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
    return this;
  }

  rawBytes(value: Buffer): this {
    this.#room(value.length);
    this.#at += value.copy(this.#bytes, this.#at);
    return this;
  }

  null(): this {
    return this.raw4(NULL);
  }

  boolean(value: boolean): this {
    this.#length(1);
    this.#at = this.#bytes.writeUInt8(value ? 1 : 0, this.#at);
    return this;
  }

  int2(value: number): this {
    this.#length(2);
    this.#at = this.#bytes.writeInt16BE(value, this.#at);
    return this;
  }

  int4(value: number): this {
    this.#length(4);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
    return this;
  }

  /** bigint or xid8, as PostgreSQL prints it; the one's negative numbers lie where the other's largest do. */
  int8(digits: string): this {
    const value = Number(digits);
    return Number.isSafeInteger(value) ? this.safeInteger(value) : this.#eightOf(BigInt(digits));
  }

  /** bigint. */
  safeInteger(value: number): this {
    this.#length(8);
    const high = Math.floor(value / HIGH);
    this.#at = this.#bytes.writeInt32BE(high, this.#at);
    this.#at = this.#bytes.writeUInt32BE(value - high * HIGH, this.#at);
    return this;
  }

  float8(value: number): this {
    this.#length(8);
    this.#at = this.#bytes.writeDoubleBE(value, this.#at);
    return this;
  }

  /** timestamptz from milliseconds since 1970. */
  timestamp(ms: number): this {
    return this.safeInteger((ms - EPOCH_MS) * MICROSECONDS);
  }

  /** date from `YYYY-MM-DD`. */
  date(text: string): this {
    return this.int4((Date.parse(text) - EPOCH_MS) / MS_PER_DAY);
  }

  uuid(text: string): this {
    this.#length(16);
    // A dossier's rows come one after the other.
    if (text === this.#lastUuid) this.#bytes.copyWithin(this.#at, this.#lastUuidAt, this.#lastUuidAt + 16);
    else this.#bytes.write(text.replaceAll('-', ''), this.#at, 16, 'hex');
    this.#lastUuid = text;
    this.#lastUuidAt = this.#at;
    this.#at += 16;
    return this;
  }

  text(value: string): this {
    this.#room(4 + MOST_PER_UNIT * value.length);
    const written = this.#shortAscii(value) ?? this.#bytes.write(value, this.#at + 4, 'utf8');
    this.#at = this.#bytes.writeInt32BE(written, this.#at) + written;
    return this;
  }

  bytes(value: Buffer): this {
    this.raw4(value.length);
    return this.rawBytes(value);
  }

  /** What `write` adds, with its length before it. */
  sized(write: (to: this) => void): this {
    const at = this.#at;
    this.raw4(0);
    write(this);
    this.#bytes.writeInt32BE(this.#at - at - 4, at);
    return this;
  }

  /** All that was written. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }

  /** Its bytes behind where the length goes; undefined: it is none. Most texts are names and codes: a call takes longer. */
  #shortAscii(value: string): number | undefined {
    if (value.length > SHORT) return undefined;
    const start = this.#at + 4;
    for (let index = 0; index < value.length; index += 1) {
      const unit = value.charCodeAt(index);
      if (unit > LAST_ASCII) return undefined;
      this.#bytes[start + index] = unit;
    }
    return value.length;
  }

  #eightOf(value: bigint): this {
    this.#length(8);
    this.#at = this.#bytes.writeBigUInt64BE(BigInt.asUintN(64, value), this.#at);
    return this;
  }

  #length(follows: number): void {
    this.#room(4 + follows);
    this.#at = this.#bytes.writeInt32BE(follows, this.#at);
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#at + bytes));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}
