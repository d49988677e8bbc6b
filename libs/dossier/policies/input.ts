/** Bounds on what people give. */
import type { FileRef, SubmittedDocument } from '../events.ts';
import { allow, deny, type Outcome } from '../outcome.ts';

export const MAX_TEXT_LENGTH = 4000;
export const MAX_LIST_LENGTH = 100;
const SHA256 = /^[0-9a-f]{64}$/;

export function textIsGiven(name: string, text: string): Outcome<null> {
  if (text.trim() === '') return deny('bad-input', `${name} is empty`);
  return text.length > MAX_TEXT_LENGTH ? deny('bad-input', `${name} is too long`) : allow(null);
}

/** What is asked of the applicant, one line each. */
export function itemsAreGiven(items: readonly string[]): Outcome<null> {
  if (items.length === 0 || items.length > MAX_LIST_LENGTH) return deny('bad-input', 'no items, or too many');
  return all(...items.map((item) => textIsGiven('item', item)));
}

export function filesAreSound(files: readonly FileRef[]): Outcome<null> {
  if (files.length > MAX_LIST_LENGTH) return deny('bad-input', 'too many files');
  const bad = files.find(({ sha256, bytes }) => !SHA256.test(sha256) || !(bytes > 0));
  return bad
    ? deny('bad-input', 'a file is known by its SHA-256, 64 hex digits, and has bytes')
    : allow(null);
}

export function documentsAreSound(documents: readonly SubmittedDocument[]): Outcome<null> {
  if (documents.length > MAX_LIST_LENGTH) return deny('bad-input', 'too many documents');
  const bad = documents.find(({ copies, code }) => !Number.isInteger(copies) || copies < 1 || code === '');
  if (bad) return deny('bad-input', 'a document has a code and 1 copy or more');
  return filesAreSound(documents.flatMap(({ file }) => file ?? []));
}

/** The first that fails. */
export function all(...outcomes: readonly Outcome<null>[]): Outcome<null> {
  return outcomes.find((outcome) => !outcome.ok) ?? allow(null);
}
