/** Canonical JSON (RFC 8785): one value has one sequence of bytes, so that a hash of it means something. */
import { createHash } from 'node:crypto';

/** What JSON can carry. An optional property that is `undefined` is left out, as `JSON.stringify` does. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

/** Deeper than any body; stops a value that contains itself. */
const MAX_DEPTH = 64;

/**
 * Property names in the order of their UTF-16 code units, numbers and strings as ECMAScript writes them (RFC 8785,
 * 3.2). Throws TypeError for what has no JSON form: a number that is not finite, a lone surrogate, an instance of a
 * class, `undefined` in an array.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/** SHA-256 of a request's canonical JSON. */
export function requestHashOf(request: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(request)).digest();
}

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError(`deeper than ${MAX_DEPTH} levels`);
  switch (typeof value) {
    case 'string':
      return writeString(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value, depth);
    default:
      throw new TypeError(`${typeof value} has no JSON form`);
  }
}

function writeString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate has no UTF-8 form');
  return JSON.stringify(text);
}

function writeArray(items: readonly unknown[], depth: number): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) text += (i ? ',' : '') + write(items[i], depth + 1);
  return text + ']';
}

function writeObject(object: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  // Object.prototype, of this realm or another, is the one prototype that has none itself.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError(`an instance of ${object.constructor.name} has no JSON form`);
  }
  let text = '';
  for (const name of Object.keys(object).sort()) {
    const value = (object as Record<string, unknown>)[name];
    if (value === undefined) continue;
    text += `${text ? ',' : ''}${writeString(name)}:${write(value, depth + 1)}`;
  }
  return `{${text}}`;
}
