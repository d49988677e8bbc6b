/** Where files are kept, by the variables: a folder, or a bucket with all that it takes to reach it. */
import { join, resolve } from 'node:path';
import type { S3Settings } from './files/s3-client.ts';
import { StartRefusal } from './start-refusal.ts';

export type FilesPlace =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 's3'; readonly settings: S3Settings; readonly spool: string };

/** A name of a bucket, then folders of plain characters. */
const S3_PLACE = /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?<path>(\/[\w.=-]+)*)\/?$/;
const DEFAULT_REGION = 'us-east-1';

export const isFilesPlace = (text: string): boolean => !text.includes('://') || S3_PLACE.test(text);

interface Given {
  readonly DUNGHAN_FILES?: string;
  readonly DUNGHAN_S3_ENDPOINT?: string;
  readonly DUNGHAN_S3_REGION?: string;
  readonly DUNGHAN_S3_PATH_STYLE?: boolean;
  readonly DUNGHAN_S3_KEY_ID?: string;
  readonly DUNGHAN_S3_SECRET?: string;
}

export function filesPlaceOf(given: Given, dataFolder: string): FilesPlace {
  const place = given.DUNGHAN_FILES ?? join(dataFolder, 'files');
  const found = S3_PLACE.exec(place);
  if (!found) return { kind: 'folder', folder: resolve(place) };
  const { DUNGHAN_S3_KEY_ID: keyId, DUNGHAN_S3_SECRET: secret } = given;
  if (keyId === undefined || secret === undefined) {
    const name = keyId === undefined ? 'DUNGHAN_S3_KEY_ID' : 'DUNGHAN_S3_SECRET';
    throw new StartRefusal('variable-refused', `${name}: must be set, since DUNGHAN_FILES is in S3.`);
  }
  const region = given.DUNGHAN_S3_REGION ?? DEFAULT_REGION;
  const endpoint = given.DUNGHAN_S3_ENDPOINT;
  return {
    kind: 's3',
    spool: join(dataFolder, 'spool'),
    settings: {
      endpoint: endpoint ?? `https://s3.${region}.amazonaws.com`,
      region,
      bucket: found.groups!['bucket']!,
      prefix: found.groups!['path']!.slice(1),
      // Servers of one's own seldom have a name for each bucket.
      pathStyle: given.DUNGHAN_S3_PATH_STYLE ?? endpoint !== undefined,
      keyId,
      secret,
    },
  };
}

/** The same place for the processes that are started, and for commands in another terminal. */
export function filesEnvironment(place: FilesPlace): Readonly<Record<string, string>> {
  if (place.kind === 'folder') return { DUNGHAN_FILES: place.folder };
  const { bucket, prefix, endpoint, region, pathStyle, keyId, secret } = place.settings;
  return {
    DUNGHAN_FILES: ['s3:/', bucket, prefix].filter(Boolean).join('/'),
    DUNGHAN_S3_ENDPOINT: endpoint,
    DUNGHAN_S3_REGION: region,
    DUNGHAN_S3_PATH_STYLE: pathStyle ? '1' : '0',
    DUNGHAN_S3_KEY_ID: keyId,
    DUNGHAN_S3_SECRET: secret,
  };
}
