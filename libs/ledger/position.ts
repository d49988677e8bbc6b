/** A place in the ledger's order, and its token. */

declare const brand: unique symbol;

/** `epoch-txid-gpos` in hexadecimal of fixed width. Compares as a string; else opaque. */
export type Position = string & { readonly [brand]: 'Position' };

const PATTERN = /^[0-9a-f]{4}-[0-9a-f]{16}-[0-9a-f]{16}$/;

/** Before the first event. */
export const START = '0000-0000000000000000-0000000000000000' as Position;

/** From the numbers as PostgreSQL prints them. */
export function positionOf(epoch: string | number, txid: string, gpos: string): Position {
  if (last.epoch !== epoch || last.txid !== txid) {
    last = { epoch, txid, text: `${hex(epoch, 4)}-${hex(txid, 16)}-` };
  }
  return `${last.text}${hex(gpos, 16)}` as Position;
}

/** Events of one transaction come one after the other. */
let last: { readonly epoch: string | number; readonly txid: string; readonly text: string } = {
  epoch: 0,
  txid: '0',
  text: START.slice(0, -16),
};

/** A token that came from outside; undefined when it is none. */
export function readPosition(token: string): Position | undefined {
  return PATTERN.test(token) ? (token as Position) : undefined;
}

export interface PositionParts {
  readonly epoch: number;
  /** Decimal, as PostgreSQL reads it. */
  readonly txid: string;
  readonly gpos: string;
}

export function partsOf(position: Position): PositionParts {
  const [epoch, txid, gpos] = position.split('-') as [string, string, string];
  return {
    epoch: Number.parseInt(epoch, 16),
    txid: String(BigInt(`0x${txid}`)),
    gpos: String(BigInt(`0x${gpos}`)),
  };
}

function hex(number: string | number, width: number): string {
  const small = Number(number);
  const digits = Number.isSafeInteger(small) ? small.toString(16) : BigInt(number).toString(16);
  return digits.padStart(width, '0');
}
