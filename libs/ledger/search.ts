/** Finding people without keeping their names: keyed hashes of the words a name, number or telephone consists of. */
import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import { secretKey } from './secret-key.ts';

/** 128 bits tell any two words of a province apart. */
const TOKEN_BYTES = 16;
const MAX_QUERY_WORDS = 8;
const MAX_TEXT_CHARACTERS = 1_000;

/** Marks that Unicode sets on a letter; `đ` is a letter of its own and has none. */
const MARKS = /\p{M}/gu;
const NUMBER = /^[\d\s.+()-]*\d[\d\s.+()-]*$/;

/** Lower-cased words without marks: `Nguyễn Đình Ạn` → nguyen, dinh, an. A number is one word, however it is spaced. */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .slice(0, MAX_TEXT_CHARACTERS)
    .normalize('NFD')
    .replace(MARKS, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
  const words = NUMBER.test(plain) ? [plain.replace(/\D/g, '')] : plain.split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter(Boolean))];
}

/** The tokens of a text's words, as `ledger.subject_words` keeps them. `key`: at least 32 bytes. */
export function searchTokensOf(text: string, key: Buffer): readonly Buffer[] {
  return wordsOf(text).map((word) =>
    createHmac('sha256', secretKey(key)).update(word, 'utf8').digest().subarray(0, TOKEN_BYTES),
  );
}

/** Subjects that have all of the tokens, in descending order of their ids. */
export async function findSubjects(
  pool: Pool,
  tokens: readonly Buffer[],
  limit: number,
): Promise<readonly string[]> {
  const asked = tokens.slice(0, MAX_QUERY_WORDS);
  if (asked.length === 0) return [];
  const { rows } = await pool.query<{ subject_id: string }>(
    'select subject_id from ledger.subject_words where words @> $1::bytea[] order by subject_id desc limit $2',
    [asked, limit],
  );
  return rows.map((row) => row.subject_id);
}
