/** Files in a bucket of any server that speaks S3. */
import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { FilesAway, FIRST_BYTES, hashOf, keyOf, type Files } from './files.ts';
import { s3Client, troubleOf, type S3Client, type S3Settings } from './s3-client.ts';
import { readListing, type Listing } from './s3-listing.ts';

/** Of one key: a file named by what it holds is written again only when somebody sends it again. */
const MAX_VERSION_PAGES = 100;
const NOT_SATISFIABLE = 416;

/** @param spool a folder of this machine. */
export function s3Files(settings: S3Settings, spool: string): Files {
  const client = s3Client(settings);
  const prefix = settings.prefix === '' ? '' : `${settings.prefix}/`;
  const fileAt = (sha256: string): string => `${prefix}${keyOf(sha256)}`;
  return {
    kind: 's3',
    spool,
    async put(sha256, path) {
      const body = await openAsBlob(path);
      // The server compares what arrives with the hash that is signed.
      await client.ask({ method: 'PUT', key: fileAt(sha256), body, sha256 });
    },
    async find(sha256) {
      const range = `bytes=0-${FIRST_BYTES - 1}`;
      const answer = await client.lookFor({ key: fileAt(sha256), range, allow: [NOT_SATISFIABLE] });
      if (!answer) return undefined;
      const starts = Buffer.from(await answer.arrayBuffer().catch(troubled));
      // Nothing begins in an empty file.
      if (answer.status === NOT_SATISFIABLE) return { bytes: 0, starts: Buffer.alloc(0) };
      const [, bytes] = /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '') ?? [];
      if (bytes === undefined) throw new FilesAway('S3 does not answer ranges');
      return { bytes: Number(bytes), starts };
    },
    async read(sha256) {
      const answer = await client.lookFor({ key: fileAt(sha256) });
      return answer && Readable.from(chunksOf(answer), { objectMode: false });
    },
    delete: (sha256) => deleteAll(client, fileAt(sha256)),
    list: () => hashesIn(client, prefix),
    async check() {
      await text(client.ask({ query: { 'list-type': '2', 'max-keys': '1', prefix } }));
    },
  };
}

async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  try {
    if (body) yield* body;
  } catch (error) {
    troubled(error);
  }
}

/** In a bucket that keeps versions a deletion alone hides a file and destroys nothing. */
async function deleteAll(client: S3Client, key: string): Promise<void> {
  await client.lookFor({ method: 'DELETE', key });
  for (let page = 0, after: Listing['next']; page < MAX_VERSION_PAGES; page++) {
    const answer = await client.ask({ query: { versions: '', prefix: key, ...after }, allow: [501] });
    const listing = readListing(await answer.text().catch(troubled));
    // It knows no versions: there was but one.
    if (answer.status === 501) return;
    for (const { key: found, version } of listing.versions) {
      if (found !== key || version === undefined) continue;
      await client.lookFor({ method: 'DELETE', key, query: { versionId: version } });
    }
    after = listing.next;
    if (!after) return;
  }
  throw new FilesAway(`S3 lists more than ${MAX_VERSION_PAGES} pages of versions of one file`);
}

async function* hashesIn(client: S3Client, prefix: string): AsyncGenerator<string> {
  for (let after: Listing['next'] = {}; after;) {
    const answer: string = await text(client.ask({ query: { 'list-type': '2', prefix, ...after } }));
    const { keys, next } = readListing(answer);
    for (const key of keys) {
      const hash = hashOf(key.slice(prefix.length));
      if (hash !== undefined) yield hash;
    }
    after = next;
  }
}

const text = async (asked: Promise<Response>): Promise<string> => (await asked).text().catch(troubled);

function troubled(error: unknown): never {
  throw troubleOf(error);
}
