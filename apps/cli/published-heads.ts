/** The heads that somebody publishes, page by page, as a file. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { surroundingsWords } from '#libs/platform';
import { Unread } from './verify/unread.ts';

const NEXT = /<([^>]+)>\s*;\s*rel="?next"?/;

/** `url`: of this product's `/api/heads`, or of a copy of its lines anywhere. Throws Unread when they can't be had. */
export async function withPublishedHeads<Answer>(
  url: string,
  use: (path: string) => Promise<Answer>,
): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-heads-'));
  const path = join(folder, 'heads.jsonl');
  try {
    for (let next: string | undefined = url; next !== undefined;) {
      const address = next;
      const page: Response = await fetch(address).catch((error: unknown) => {
        throw new Unread(
          '--heads',
          `${address}: ${surroundingsWords(error) ?? String((error as Error).cause ?? error)}`,
        );
      });
      if (!page.ok || page.body === null) throw new Unread('--heads', `${address}: HTTP ${page.status}`);
      await pipeline(Readable.fromWeb(page.body as ReadableStream), createWriteStream(path, { flags: 'a' }));
      const [, link] = NEXT.exec(page.headers.get('link') ?? '') ?? [];
      next = link && new URL(link, next).href;
    }
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
