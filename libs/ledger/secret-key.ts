/** A key as OpenSSL holds it. Node looks into the bytes of a plain key anew at every use, for five times as long. */
import { createSecretKey, type KeyObject } from 'node:crypto';

/** As long as the bytes are kept, and no longer. */
const made = new WeakMap<Buffer, KeyObject>();

export function secretKey(bytes: Buffer): KeyObject {
  const known = made.get(bytes);
  if (known) return known;
  const key = createSecretKey(bytes);
  made.set(bytes, key);
  return key;
}
