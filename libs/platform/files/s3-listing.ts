/** What S3 answers in XML: the keys of a bucket or the versions of a key, a page at a time; and the code of an error. */
import { SaxesParser } from 'saxes';
import { FilesAway } from './files.ts';

interface Version {
  readonly key: string;
  readonly version?: string;
}

export interface Listing {
  readonly keys: readonly string[];
  readonly versions: readonly Version[];
  /** What to ask the next page with; absent: there is none. */
  readonly next?: Readonly<Record<string, string>> | undefined;
  /** `NoSuchBucket`, say. */
  readonly code?: string | undefined;
}

/** The next page's parameters, by the elements that hold them. */
const NEXT = {
  NextContinuationToken: 'continuation-token',
  NextKeyMarker: 'key-marker',
  NextVersionIdMarker: 'version-id-marker',
} as const;
const VERSIONS = ['Version', 'DeleteMarker'];

/** Throws FilesAway for what is no answer of an S3 server. */
export function readListing(xml: string): Listing {
  const keys: string[] = [];
  const versions: Version[] = [];
  let version: { -readonly [Field in keyof Version]: Version[Field] } = { key: '' };
  const next: Record<string, string> = {};
  let truncated = false;
  let code: string | undefined;
  for (const { parent, name, text } of elementsOf(xml)) {
    if (name === 'Key' && parent === 'Contents') keys.push(text);
    else if (name === 'Key') version.key = text;
    else if (name === 'VersionId') version.version = text;
    else if (VERSIONS.includes(name)) {
      versions.push(version);
      version = { key: '' };
    } else if (name === 'IsTruncated') truncated = text === 'true';
    else if (name === 'Code' && parent === 'Error') code = text;
    else if (name in NEXT && text !== '') next[NEXT[name as keyof typeof NEXT]] = text;
  }
  return { keys, versions, ...(truncated && { next }), code };
}

interface Element {
  readonly parent: string;
  readonly name: string;
  readonly text: string;
}

/** As they end: what an element holds comes before it. */
function elementsOf(xml: string): readonly Element[] {
  const elements: Element[] = [];
  const open: { name: string; text: string }[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => void open.push({ name, text: '' }));
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on('closetag', () => {
    const closed = open.pop()!;
    elements.push({ ...closed, parent: open.at(-1)?.name ?? '' });
  });
  try {
    if (xml !== '') parser.write(xml).close();
  } catch (cause) {
    throw new FilesAway('S3 answers what is no XML', false, { cause });
  }
  return elements;
}
