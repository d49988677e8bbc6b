import { readdirSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');

/** Every file that is committed or about to be. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
})
  .split('\n')
  .filter(Boolean);

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const existing = (path: string) => {
  try {
    return read(path);
  } catch {
    return undefined;
  }
};

const concepts = readdirSync(join(root, 'libs'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .filter((name) => files.some((file) => file.startsWith(`libs/${name}/`)));

const LONGEST_README_LINES = 40;

describe.each(concepts)('libs/%s', (concept) => {
  it('has a short README', () => {
    const lines = existing(`libs/${concept}/README.md`)?.split('\n').length ?? 0;
    expect(lines).toBeGreaterThan(1);
    expect(lines).toBeLessThanOrEqual(LONGEST_README_LINES);
  });

  it('has doors that only name what they export', () => {
    const doors = files.filter((file) => file.startsWith(`libs/${concept}/`) && file.endsWith('index.ts'));
    expect(doors).toContain(`libs/${concept}/index.ts`);
    for (const door of doors) {
      const rest = read(door)
        .replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '')
        .replaceAll(/export (type \*|(type )?\{[^}]*\}) from '\.\/[^']+';/g, '');
      expect({ door, rest: rest.trim() }).toEqual({ door, rest: '' });
    }
  });
});

describe('every file', () => {
  // A letter in brackets keeps this file from holding what it looks for.
  const MACHINE_PATH = /(^|[\s"'`=(:])\/([w]ork|[r]oot|home\/[a-z]+)\//m;
  const UNFINISHED = /\b([T]ODO|[F]IXME|[X]XX)\b/;
  const TEXT = /\.(ts|tsx|mjs|js|json|ya?ml|md|sql|sh|html|css)$|^\.ci\//;
  const CODE = /\.(ts|tsx|mjs)$/;

  const GENERATED = /^apps\/portal\/src\/api-client\//;

  const holding = (kind: RegExp, text: RegExp) =>
    files.filter((file) => kind.test(file) && !GENERATED.test(file) && text.test(existing(file) ?? ''));

  it('names no path of anybody’s machine', () => {
    expect(holding(TEXT, MACHINE_PATH)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    expect(holding(CODE, UNFINISHED)).toEqual([]);
  });
});
