/** The procedures that come with the product. Read from the files beside this one, once, when first asked for. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Edition } from '#libs/procedure';
import { parseEdition } from '#libs/procedure/format';

let read: readonly Edition[] | undefined;

/** Every shipped edition, by code. Throws when a shipped file is broken: that is a fault of the build. */
export function shippedEditions(): readonly Edition[] {
  read ??= readdirSync(new URL('.', import.meta.url))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map(readShipped);
  return read;
}

function readShipped(name: string): Edition {
  const edition = parseEdition(readFileSync(new URL(name, import.meta.url), 'utf8'));
  if (edition.ok) return edition.value;
  throw new Error(`${name}: ${edition.findings.map((finding) => finding.message).join(' ')}`);
}
