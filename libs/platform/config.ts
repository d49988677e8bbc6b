import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { defaultDataFolder } from './data-folder.ts';
import { filesPlaceOf, isFilesPlace, type FilesPlace } from './files-place.ts';
import { StartRefusal } from './start-refusal.ts';

const DEFAULT_PORT = 8080;
const DEFAULT_HOST = '127.0.0.1';
const MAX_PORT = 65_535;
const DEFAULT_RELAY_PER_SECOND = 200;
const MAX_RELAY_PER_SECOND = 100_000;
const DEFAULT_MAX_REQUESTS = 400;
const MOST_REQUESTS = 100_000;
const DEFAULT_STAMP_MINUTES = 60;
const MINUTES_A_WEEK = 7 * 24 * 60;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

const wholeNumber = (from: number, to: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(from).max(to));
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));
const hostAndPort = z.string().regex(/^[^\s/:]+:\d{1,5}$/);
const folder = z
  .string()
  .min(1)
  .transform((path) => (isAbsolute(path) ? path : resolve(path)));

const BITS = { 4: 32, 6: 128 } as const;
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address) as 0 | 4 | 6;
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= BITS[version]);
}

/** Each variable with what it takes, in the words of the refusal. */
const VARIABLES = {
  PORT: {
    takes: wholeNumber(0, MAX_PORT),
    allowed: `a whole number from 0 to ${MAX_PORT}; 0 chooses a free port`,
  },
  HOST: { takes: z.string().regex(/^[\w.:-]+$/), allowed: 'an address to listen on, 127.0.0.1 say' },
  DUNGHAN_DATA: { takes: folder, allowed: 'a folder' },
  DUNGHAN_FILES: { takes: z.string().refine(isFilesPlace), allowed: 'a folder, or s3://bucket/prefix' },
  DUNGHAN_S3_ENDPOINT: { takes: url('http:', 'https:'), allowed: 'https://host, without the bucket' },
  DUNGHAN_S3_REGION: { takes: z.string().regex(/^[\w-]+$/), allowed: 'letters, digits and "-"' },
  DUNGHAN_S3_PATH_STYLE: {
    takes: z.enum(['0', '1']).transform((text) => text === '1'),
    allowed: '1: the bucket in the path, 0: in the name of the host',
  },
  DUNGHAN_S3_KEY_ID: { takes: z.string().regex(/^\S+$/), allowed: 'the id of an access key' },
  DUNGHAN_S3_SECRET: { takes: z.string().regex(/^\S+$/), allowed: 'the secret of that key' },
  DUNGHAN_DEMO: { takes: z.enum(['0', '1']).transform((text) => text === '1'), allowed: '0 or 1' },
  DATABASE_URL: {
    takes: url('postgres:', 'postgresql:'),
    allowed: 'postgres://user:password@host:port/database',
  },
  DATABASE_OWNER_URL: {
    takes: url('postgres:', 'postgresql:'),
    allowed: 'postgres://user:password@host:port/database',
  },
  TEMPORAL_ADDRESS: { takes: hostAndPort, allowed: 'host:port' },
  TEMPORAL_NAMESPACE: { takes: z.string().regex(/^[\w.-]+$/), allowed: 'letters, digits, "-", "_" and "."' },
  DUNGHAN_MASTER_KEY: {
    takes: z.string().regex(/^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=)*$/),
    allowed: '32 bytes in base64; older keys may follow after commas',
  },
  DUNGHAN_MASTER_KEY_FILE: { takes: folder, allowed: 'a file with a key of 32 bytes in base64 on each line' },
  DUNGHAN_SEAL_KEY_FILE: { takes: folder, allowed: 'a file with Ed25519 keys in PEM, the current one first' },
  DUNGHAN_HEADS_FILE: { takes: folder, allowed: 'a file' },
  DUNGHAN_RELAY_RATE: {
    takes: wholeNumber(0, MAX_RELAY_PER_SECOND),
    allowed: `dossiers a second, from 0 (paused) to ${MAX_RELAY_PER_SECOND}`,
  },
  DUNGHAN_PUBLIC_URL: { takes: url('http:', 'https:'), allowed: 'https://host' },
  SMTP_URL: { takes: url('smtp:', 'smtps:'), allowed: 'smtp://user:password@host:port or smtps://…' },
  SMTP_FROM: { takes: z.email(), allowed: 'an e-mail address' },
  DUNGHAN_MAX_REQUESTS: {
    takes: wholeNumber(1, MOST_REQUESTS),
    allowed: `requests at one time, from 1 to ${MOST_REQUESTS}`,
  },
  DUNGHAN_PROXIES: {
    takes: z.string().refine((text) => text.split(',').every(isNetwork)),
    allowed: 'addresses or networks of the balancers before the API, by commas: 10.0.0.0/8,fd00::1',
  },
  DUNGHAN_METRICS: { takes: hostAndPort, allowed: 'host:port' },
  OTEL_EXPORTER_OTLP_ENDPOINT: { takes: url('http:', 'https:'), allowed: 'http://collector:4318' },
  OTEL_TRACES_SAMPLER_ARG: {
    takes: z
      .string()
      .regex(/^(0(\.\d+)?|1(\.0+)?)$/)
      .transform(Number),
    allowed: 'the share of traces to keep, from 0 to 1',
  },
  DUNGHAN_TSA_URL: { takes: url('http:', 'https:'), allowed: 'http://time-stamping.authority/path' },
  DUNGHAN_TSA_MINUTES: {
    takes: wholeNumber(1, MINUTES_A_WEEK),
    allowed: `minutes between two time-stamps, from 1 to ${MINUTES_A_WEEK}`,
  },
  DUNGHAN_LOG_LEVEL: { takes: z.enum(LOG_LEVELS), allowed: LOG_LEVELS.join(', ') },
} as const;

export type Variables = { [Name in keyof typeof VARIABLES]?: z.infer<(typeof VARIABLES)[Name]['takes']> };

export interface Config {
  readonly port: number;
  /** Where the API listens; this machine alone, unless said otherwise. */
  readonly host: string;
  readonly dataFolder: string;
  /** Where the files that people hand in are kept. */
  readonly files: FilesPlace;
  readonly demo: boolean;
  /** As the product's role; when absent, the PostgreSQL of the data folder. */
  readonly databaseUrl: string | undefined;
  /** As the owner of the schemas, for migrations alone. */
  readonly databaseOwnerUrl: string | undefined;
  /** When absent, the Temporal server of the data folder. */
  readonly temporalAddress: string | undefined;
  readonly temporalNamespace: string;
  readonly masterKey: string | undefined;
  readonly masterKeyFile: string | undefined;
  /** The key that signs the tree's heads; made there when it is missing. */
  readonly sealKeyFile: string;
  /** Where the tree's heads are written down outside the database. */
  readonly headsFile: string;
  /** Dossiers a second that the relay may bring to their workflows; 0 pauses it. */
  readonly relayPerSecond: number;
  /** Where people reach the portal: in QR codes and e-mails. */
  readonly publicUrl: string | undefined;
  /** When absent, nothing is sent by e-mail. */
  readonly smtpUrl: string | undefined;
  readonly smtpFrom: string | undefined;
  readonly logLevel: LogLevel;
  /** Requests that the API works on at one time; who comes beyond that is asked to come again. */
  readonly maxRequests: number;
  /** Whose word is taken for a caller's address, besides this machine's own: addresses and networks. */
  readonly proxies: readonly string[];
  /** Where this process's metrics are read, as host:port; absent: nowhere. */
  readonly metricsAddress: string | undefined;
  /** The collector of traces (OTLP over HTTP); absent: none are made. */
  readonly tracesUrl: string | undefined;
  /** Share of traces that are kept, 0 to 1. */
  readonly traceShare: number;
  /** The authority that time-stamps heads (RFC 3161); absent: none. */
  readonly stampUrl: string | undefined;
  readonly stampMinutes: number;
}

/** Reads the configuration; refuses wrong values, all at once, each with its variable and what it may be. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const values = readVariables(environment);
  const dataFolder = values.DUNGHAN_DATA ?? defaultDataFolder();
  return {
    port: values.PORT ?? DEFAULT_PORT,
    host: values.HOST ?? DEFAULT_HOST,
    dataFolder,
    files: filesPlaceOf(values, dataFolder),
    demo: values.DUNGHAN_DEMO ?? true,
    databaseUrl: values.DATABASE_URL,
    databaseOwnerUrl: values.DATABASE_OWNER_URL ?? values.DATABASE_URL,
    temporalAddress: values.TEMPORAL_ADDRESS,
    temporalNamespace: values.TEMPORAL_NAMESPACE ?? 'default',
    masterKey: values.DUNGHAN_MASTER_KEY,
    masterKeyFile: values.DUNGHAN_MASTER_KEY_FILE,
    sealKeyFile: values.DUNGHAN_SEAL_KEY_FILE ?? join(dataFolder, 'secrets', 'seal-key.pem'),
    headsFile: values.DUNGHAN_HEADS_FILE ?? join(dataFolder, 'heads.jsonl'),
    relayPerSecond: values.DUNGHAN_RELAY_RATE ?? DEFAULT_RELAY_PER_SECOND,
    publicUrl: values.DUNGHAN_PUBLIC_URL,
    smtpUrl: values.SMTP_URL,
    smtpFrom: values.SMTP_FROM,
    logLevel: values.DUNGHAN_LOG_LEVEL ?? 'info',
    maxRequests: values.DUNGHAN_MAX_REQUESTS ?? DEFAULT_MAX_REQUESTS,
    proxies: values.DUNGHAN_PROXIES?.split(',') ?? [],
    metricsAddress: values.DUNGHAN_METRICS,
    tracesUrl: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    traceShare: values.OTEL_TRACES_SAMPLER_ARG ?? 1,
    stampUrl: values.DUNGHAN_TSA_URL,
    stampMinutes: values.DUNGHAN_TSA_MINUTES ?? DEFAULT_STAMP_MINUTES,
  };
}

/** Secrets are not repeated in a refusal: it may end up in a log. */
const SECRET = /KEY|URL|SECRET/;
const FROM_FILES = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'DUNGHAN_S3_KEY_ID', 'DUNGHAN_S3_SECRET'];

/** A secret (an address may hold a password) comes to a container as a file: `DATABASE_URL_FILE` for `DATABASE_URL`. */
function secretFrom(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const path = FROM_FILES.includes(name) ? environment[`${name}_FILE`] : undefined;
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new StartRefusal('variable-refused', `${name}_FILE: ${(error as Error).message}`);
  }
}

function readVariables(environment: NodeJS.ProcessEnv): Variables {
  const values: Record<string, unknown> = {};
  const refusals: string[] = [];
  for (const [name, { takes, allowed }] of Object.entries(VARIABLES)) {
    const text = environment[name] ?? secretFrom(environment, name);
    if (text === undefined || text === '') continue;
    const read = takes.safeParse(text);
    if (read.success) values[name] = read.data;
    else
      refusals.push(
        `${name}: ${SECRET.test(name) ? 'its value' : JSON.stringify(text)} is refused. Allowed: ${allowed}. Empty: as if not set.`,
      );
  }
  if (refusals.length > 0) throw new StartRefusal('variable-refused', refusals.join('\n'));
  return values;
}
