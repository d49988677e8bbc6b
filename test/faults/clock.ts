/**
 * Loaded into the product's processes before their own code: their clock is as far from the machine's as the file named by
 * DUNGHAN_CLOCK says, in milliseconds, and jumps when the file changes.
 */
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 100;

const file = process.env['DUNGHAN_CLOCK'];
const RealDate = Date;
let offsetMs = 0;

const look = (): void => {
  try {
    offsetMs = Number(readFileSync(file!, 'utf8'));
  } catch {
    // It is being written: the next look sees it.
  }
};

class JumpingDate extends RealDate {
  constructor(...given: [] | [value: number | string | Date]) {
    // oxlint-disable-next-line typescript/no-unsafe-argument
    super(...((given.length === 0 ? [RealDate.now() + offsetMs] : given) as [number]));
  }
  static override now(): number {
    return RealDate.now() + offsetMs;
  }
}

if (file !== undefined) {
  look();
  setInterval(look, LOOK_EVERY_MS).unref();
  globalThis.Date = JumpingDate as DateConstructor;
}
