/**
 * Actors of events by number. An actor's text says the same in thousands of events, so the ledger keeps it once, under a
 * number that follows from the text: it can't come to mean another one, whatever a process remembers.
 */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { UsedAuthority } from '#libs/access';
import { canonicalJson } from './canonical.ts';

/** An event's actor as it is sent: by its number, or as its text when it has none. */
export interface ActorColumns {
  readonly ids: (string | null)[];
  readonly texts: (string | null)[];
}

export interface Actors {
  /** In the events' order; texts that are new are put on record first. */
  columns(refs: readonly UsedAuthority[]): Promise<ActorColumns>;
  /** The database does not know a number that it was sent: it may be another database than before. */
  forget(): void;
}

/** SQLSTATE of a number that nobody has. */
export const ACTOR_UNKNOWN = 'DH006';

/** Officers, clocks and systems act again and again; an applicant acts in a dossier or two. */
const ACTS_OFTEN = (ref: UsedAuthority): boolean => ref.kind !== 'applicant';
/** Fits an entry of any index, and no real authority is as long. */
const MAX_TEXT = 1_000;
const MAX_KEPT = 20_000;
const ID_BYTES = 8;

export function actorId(text: string): string {
  const hash = createHash('sha256').update(text, 'utf8').digest();
  return String(hash.subarray(0, ID_BYTES).readBigInt64BE());
}

export function createActors(pool: Pool): Actors {
  /** By text; null: written out, for another text has its number. */
  const known = new Map<string, string | null>();

  async function learn(texts: readonly string[]): Promise<void> {
    if (known.size + texts.length > MAX_KEPT) known.clear();
    const { rows } = await pool.query<{ ref: string }>({
      name: 'ledger-actors',
      text: 'select ref from ledger.ensure_actors($1) ref',
      values: [texts],
    });
    const there = new Set(rows.map(({ ref }) => ref));
    for (const text of texts) known.set(text, there.has(text) ? actorId(text) : null);
  }

  return {
    async columns(refs) {
      const texts: string[] = [];
      // The events of a command have their actor in common.
      for (const [index, ref] of refs.entries())
        texts.push(index > 0 && ref === refs[index - 1] ? texts[index - 1]! : canonicalJson(ref));
      const often = texts.map((text, index) => ACTS_OFTEN(refs[index]!) && text.length <= MAX_TEXT);
      const news = texts.filter((text, index) => often[index] && !known.has(text));
      if (news.length > 0) await learn([...new Set(news)]);
      const ids = texts.map((text, index) => (often[index] ? (known.get(text) ?? null) : null));
      return { ids, texts: texts.map((text, index) => (ids[index] === null ? text : null)) };
    },
    forget: () => known.clear(),
  };
}
