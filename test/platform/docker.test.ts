import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readConfig } from '#libs/platform';
import { prometheusNames } from '#libs/telemetry';

const folder = join(import.meta.dirname, '../../docker');
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

interface Service {
  readonly command?: string[];
  readonly secrets?: string[];
  readonly volumes?: string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: object;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

interface Alarms {
  readonly groups: readonly { readonly rules: readonly { readonly expr: string }[] }[];
}

const compose = parse(textOf('compose.yaml'), { merge: true }) as Compose;

describe('the compose file', () => {
  it('runs every process of the product, and nothing that is not built', () => {
    const programs = Object.values(compose.services).flatMap(({ command = [] }) =>
      command.filter((word) => word.startsWith('dist/')),
    );
    expect(programs.toSorted()).toEqual(
      ['api', 'cli', 'projector', 'worker'].map((name) => `dist/apps/${name}/main.js`),
    );
  });

  it('names only secrets, services, volumes and files that are there', () => {
    for (const { secrets = [], volumes = [], depends_on: dependsOn = {} } of Object.values(
      compose.services,
    )) {
      for (const secret of secrets) expect(compose.secrets).toHaveProperty([secret]);
      for (const service of Object.keys(dependsOn)) expect(compose.services).toHaveProperty([service]);
      const sources = volumes.map((volume) => volume.split(':')[0]!);
      const there = (source: string): boolean =>
        source.startsWith('.') ? existsSync(join(folder, source)) : source in compose.volumes;
      expect(sources.filter((source) => !there(source))).toEqual([]);
    }
  });

  it('gives the product no variable that it does not take', () => {
    for (const name of ['api', 'worker', 'projector']) {
      const variables = Object.entries(compose.services[name]!.environment!);
      const given = variables.filter(([variable]) => !variable.endsWith('_FILE'));
      expect(readConfig(Object.fromEntries(given))).not.toEqual(readConfig({}));
      for (const [variable] of given) expect(() => readConfig({ [variable]: '\n' })).toThrow(variable);
    }
  });

  it('tells how to make each secret file', () => {
    const readme = textOf('README.md');
    for (const secret of Object.keys(compose.secrets)) expect(readme).toContain(`> ${secret}`);
  });
});

/** The alarms of the document's table, by metric: rows whose last column says when. */
function documented(): readonly string[] {
  const text = readFileSync(join(folder, '../docs/operating.md'), 'utf8');
  const rows = text.matchAll(/^\| `([a-z_0-9]+)[^|]*\|[^|]*\|([^|]*)\|$/gm);
  return [...rows].filter(([, , alarm]) => alarm!.trim() !== '').map(([, metric]) => metric!);
}

describe('the alarms', () => {
  const { groups } = parse(textOf('alarms.yaml')) as Alarms;
  const exprs = groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));

  it('are over metrics that the product serves', () => {
    const known = new Set([...prometheusNames(), 'up']);
    const named = exprs.flatMap((expr) => [...expr.matchAll(/\b(?:[a-z]+(?:_[a-z0-9]+)+|up)\b(?=[ {[)])/g)]);
    const metrics = named
      .map(([name]) => name.replace(/_bucket$/, ''))
      .filter((name) => !IN_PROMETHEUS.has(name));
    expect(metrics.length).toBeGreaterThanOrEqual(exprs.length);
    expect(metrics.filter((name) => !known.has(name))).toEqual([]);
  });

  it('are those that the document names', () => {
    expect(documented().length).toBeGreaterThan(0);
    expect(documented().filter((metric) => !exprs.some((expr) => expr.includes(metric)))).toEqual([]);
  });
});

/** Functions of its language with an underscore; and the label that routes have. */
const IN_PROMETHEUS: ReadonlySet<string> = new Set(['histogram_quantile', 'http_route']);
