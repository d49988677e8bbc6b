/** The procedures that come with the product. Their files are read once, when first asked for. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Edition } from '#libs/procedure';
import { parseEdition } from '#libs/procedure/format';

/** Beside the concept they are data of, from source and from dist alike. */
const DATA = new URL('../procedure/data/', import.meta.url);

let read: readonly Edition[] | undefined;

/** Every shipped edition, by code. Throws when a shipped file is broken: that is a fault of the build. */
export function shippedEditions(): readonly Edition[] {
  read ??= readdirSync(DATA)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map(readShipped);
  return read;
}

function readShipped(name: string): Edition {
  const edition = parseEdition(readFileSync(new URL(name, DATA), 'utf8'));
  if (edition.ok) return edition.value;
  throw new Error(`${name}: ${edition.findings.map((finding) => finding.message).join(' ')}`);
}
