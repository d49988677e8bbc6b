/** `npm run layers`: checks the layer rules of .dependency-cruiser.mjs over all sources. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkAppends } from './layers-append.mjs';
import { ensureInstalled, main, root } from './setup.mjs';

const FOLDERS = ['libs', 'apps', 'workflows', 'test'];

/** Cruises the folders below `base`, and tells how many modules it saw and which rules are broken. */
export async function checkLayers(base = root, folders = FOLDERS) {
  const { cruise } = await import('dependency-cruiser');
  const { default: extractTSConfig } = await import('dependency-cruiser/config-utl/extract-ts-config');
  const { default: config } = await import('../.dependency-cruiser.mjs');
  const present = folders.filter((folder) => existsSync(join(base, folder)));
  const options = {
    ...config.options,
    baseDir: base,
    validate: true,
    ruleSet: { forbidden: config.forbidden },
  };
  const tsConfig = extractTSConfig(join(root, 'tsconfig.json'));
  const { output } = await cruise(present, options, config.options.enhancedResolveOptions, { tsConfig });
  const appends = await checkAppends(base, present);
  return {
    cruised: output.summary.totalCruised,
    violations: [
      ...output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
      ...appends,
    ],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await ensureInstalled();
    const { cruised, violations } = await checkLayers();
    for (const violation of violations) console.error(violation);
    console.error(`${cruised} modules cruised, ${violations.length} violations`);
    if (cruised === 0) throw new Error('nothing was cruised: the check proves nothing');
    if (violations.length > 0) process.exit(1);
  });
}
