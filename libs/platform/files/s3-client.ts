/** Signed requests to S3, bounded in time and tries. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { FilesAway } from './files.ts';
import { readListing } from './s3-listing.ts';

export interface S3Settings {
  /** `https://s3.example.vn`, without the bucket. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Before every key, without a slash at its ends; may be empty. */
  readonly prefix: string;
  /** The bucket in the path; otherwise in the host's name. */
  readonly pathStyle: boolean;
  readonly keyId: string;
  readonly secret: string;
}

export interface Asked {
  readonly method?: 'GET' | 'PUT' | 'DELETE';
  /** Absent: of the bucket. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly range?: string;
  readonly body?: Blob;
  /** Of the body. */
  readonly sha256?: string;
  /** Statuses that are answers, too. */
  readonly allow?: readonly number[];
}

export interface S3Client {
  /** The answer, its body still to be read or cancelled. Throws FilesAway. */
  ask(asked: Asked): Promise<Response>;
  /** The same; undefined: the bucket is there, and what is asked for is not. */
  lookFor(asked: Asked): Promise<Response | undefined>;
}

/** Until the answer begins; a body may take longer to send. */
const ANSWER_MS = 5_000;
const LEAST_BYTES_A_MS = 1_000;
const TRIES = 3;
const FIRST_PAUSE_MS = 100;
const NO_BUCKET = 'NoSuchBucket';
const SHA256_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export function s3Client(settings: S3Settings): S3Client {
  const { keyId: accessKeyId, secret: secretAccessKey, region } = settings;
  const signer = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' });
  const base = baseOf(settings);

  async function once({ method = 'GET', key = '', query = {}, range, body, sha256 }: Asked) {
    const url = new URL(base + key);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const headers = {
      'x-amz-content-sha256': sha256 ?? SHA256_OF_NOTHING,
      ...(range !== undefined && { range }),
    };
    const request = await signer.sign(url.href, { method, headers, ...(body && { body }) });
    const ending = new AbortController();
    // The answer's body may take longer: it goes as fast as its reader reads.
    const patienceMs = ANSWER_MS + (body?.size ?? 0) / LEAST_BYTES_A_MS;
    const timer = setTimeout(() => ending.abort(new TooSlow()), patienceMs);
    try {
      return await fetch(request, { signal: ending.signal, redirect: 'manual' });
    } finally {
      clearTimeout(timer);
    }
  }

  async function ask(asked: Asked): Promise<Response> {
    for (let tried = 1; ; tried++) {
      const answer = await once(asked).catch(troubleOf);
      if (answer instanceof FilesAway) {
        if (tried === TRIES || answer.cause instanceof TooSlow) throw answer;
      } else {
        if (answer.ok || asked.allow?.includes(answer.status)) return answer;
        const refusal = await refusalOf(answer);
        if (tried === TRIES || refusal.refused) throw refusal;
      }
      await sleep(Math.random() * FIRST_PAUSE_MS * 2 ** tried);
    }
  }

  return {
    ask,
    async lookFor(asked) {
      const answer = await ask({ ...asked, allow: [404, ...(asked.allow ?? [])] });
      if (answer.status !== 404) return answer;
      const refusal = await refusalOf(answer);
      if (refusal.message.endsWith(NO_BUCKET)) throw refusal;
      return undefined;
    },
  };
}

function baseOf({ endpoint, bucket, pathStyle }: S3Settings): string {
  const url = new URL(endpoint);
  if (!pathStyle) url.host = `${bucket}.${url.host}`;
  return `${url.origin}${url.pathname.replace(/\/$/, '')}/${pathStyle ? `${bucket}/` : ''}`;
}

class TooSlow extends Error {}

/** The network's own words hold addresses: of them the code alone is told. */
export function troubleOf(cause: unknown): FilesAway {
  if (cause instanceof FilesAway) return cause;
  if (cause instanceof TooSlow) return new FilesAway('S3 does not answer in time', false, { cause });
  const { code } = ((cause as Error).cause ?? cause) as { code?: string };
  return new FilesAway(`S3 cannot be reached: ${code ?? (cause as Error).name}`, false, { cause });
}

/** 503 and 429 ask for patience, 5xx are its own troubles; all else is about us. */
async function refusalOf(answer: Response): Promise<FilesAway> {
  const { status } = answer;
  const xml = await answer.text().catch(() => '');
  const refused = status < 500 && status !== 429 && status !== 408;
  let code: string | undefined;
  try {
    ({ code } = readListing(xml));
  } catch {
    // A balancer before it, which answers a page: its status tells enough.
  }
  return new FilesAway(`S3 answers ${status}${code === undefined ? '' : ` ${code}`}`, refused);
}
