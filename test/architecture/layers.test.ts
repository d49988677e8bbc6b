import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');

/** A small house in which every rule is broken once, and one thing is right. */
const HOUSE = {
  'libs/calendar/index.ts': "export { day } from './day.ts';",
  'libs/calendar/day.ts': "import { readFileSync } from 'node:fs';\nexport const day = readFileSync;",
  'libs/dossier/index.ts': "export { a } from './a.ts';",
  'libs/dossier/a.ts': "export { b as a } from './b.ts';",
  'libs/dossier/b.ts': "import { a } from './a.ts';\nexport const b = a;",
  'libs/ledger/index.ts': 'export const append = 1;',
  'libs/commands/index.ts': "import '../../apps/api/main.ts';\nexport const commands = 1;",
  'apps/api/main.ts': "import { day } from '../../libs/calendar/day.ts';\nexport const api = day;",
  'apps/api/ledger.ts': "import { append } from '#libs/ledger';\nexport const ours = append;",
  'apps/worker/main.ts': "import '../api/main.ts';\nimport './gone.ts';",
  'apps/cli/main.ts': "import '../../test/helper.ts';\nimport '../../dist/x.js';",
  'dist/x.js': '',
  'test/helper.ts': 'export const helper = 1;',
  'workflows/dossier.ts': "import '../libs/ledger/index.ts';\nimport '../libs/dossier/index.ts';",
};

/** Cruised in a process of its own: the tool is not made for jest's sandbox. */
async function violationsIn(folder: string): Promise<string[]> {
  const program = `
    import { checkLayers } from '${join(root, 'scripts/layers.mjs')}';
    console.log(JSON.stringify(await checkLayers(${JSON.stringify(folder)})));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
  });
  return (JSON.parse(stdout) as { violations: string[] }).violations;
}

describe('the layer rules', () => {
  let folder: string;
  let violations: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dunghan-house-'));
    for (const [path, source] of Object.entries(HOUSE)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), source);
    }
    violations = await violationsIn(folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    'pure-imports-pure: libs/calendar/day.ts → fs',
    'libs-never-import-apps: libs/commands/index.ts → apps/api/main.ts',
    'workflows-are-deterministic: workflows/dossier.ts → libs/ledger/index.ts',
    'through-the-door-from-outside: apps/api/main.ts → libs/calendar/day.ts',
    'apps-are-apart: apps/worker/main.ts → apps/api/main.ts',
    'only-tests-import-tests: apps/cli/main.ts → test/helper.ts',
    'sources-not-dist: apps/cli/main.ts → dist/x.js',
    'no-circles: libs/dossier/a.ts → libs/dossier/b.ts',
    'resolvable: apps/worker/main.ts → ./gone.ts',
    'only-commands-append: apps/api/ledger.ts imports append',
  ])('catch %s', (violation) => {
    expect(violations).toContain(violation);
  });

  it('let through what is right', () => {
    expect(violations.filter((violation) => violation.endsWith('libs/dossier/index.ts'))).toEqual([]);
  });
});
