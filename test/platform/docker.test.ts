import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const folder = join(import.meta.dirname, '../../docker');

interface Compose {
  readonly services: Readonly<
    Record<string, { command?: string[]; secrets?: string[]; depends_on?: object }>
  >;
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const compose = parse(readFileSync(join(folder, 'compose.yaml'), 'utf8'), { merge: true }) as Compose;

describe('the compose file', () => {
  it('runs every process of the product, and nothing that is not built', () => {
    const programs = Object.values(compose.services).flatMap(({ command = [] }) =>
      command.filter((word) => word.startsWith('dist/')),
    );
    expect(programs.toSorted()).toEqual(
      ['api', 'cli', 'projector', 'worker'].map((name) => `dist/apps/${name}/main.js`),
    );
  });

  it('names only secrets and services that are there', () => {
    for (const { secrets = [], depends_on: dependsOn = {} } of Object.values(compose.services)) {
      for (const secret of secrets) expect(compose.secrets).toHaveProperty([secret]);
      for (const service of Object.keys(dependsOn)) expect(compose.services).toHaveProperty([service]);
    }
  });

  it('tells how to make each secret file', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    for (const secret of Object.keys(compose.secrets)) expect(readme).toContain(`> ${secret}`);
  });
});
