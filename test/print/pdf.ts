/** Reads a PDF's words back with poppler's pdftotext. */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { Person } from '../e2e/people.ts';

export const canReadPdf = ((): boolean => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

export async function textOf(pdf: Buffer): Promise<string> {
  const reading = promisify(execFile)('pdftotext', ['-layout', '-', '-'], { encoding: 'utf8' });
  reading.child.stdin?.end(pdf);
  const { stdout } = await reading;
  return stdout.normalize('NFC').replaceAll(/\s+/g, ' ');
}

export interface Fetched {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

export async function fetchPdf(url: string, who: Person, path: string): Promise<Fetched> {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${who.token()}` } });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}
