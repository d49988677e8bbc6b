/** Nobody but libs/commands appends to the ledger; bulk loading has a door of its own (`appendMany`). */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const LEDGER = /^libs\/ledger\//;
const COMMANDS = /^libs\/commands\//;
const BULK_LOADERS = /^(libs\/(commands|demo|interchange)|apps\/cli)\//;
const TEST = /(\.test\.ts$|^test\/)/;

const FROM_LEDGER = /(?:import|export)\s+([^;'"]*?)\s+from\s+['"]#libs\/ledger['"]/g;
const IN_SQL = /\bledger\.append\w*\s*\(\s*[$']/;

function faults(path, source) {
  if (LEDGER.test(path) || TEST.test(path)) return [];
  const found = IN_SQL.test(source) ? ['calls ledger.append in SQL'] : [];
  for (const [, clause] of source.matchAll(FROM_LEDGER)) {
    if (clause.includes('*')) found.push('imports the whole ledger, append with it');
    for (const name of clause.split(/[{},\s]+/)) {
      if (!name.startsWith('append') || COMMANDS.test(path)) continue;
      if (name === 'appendMany' && BULK_LOADERS.test(path)) continue;
      found.push(`imports ${name}`);
    }
  }
  return found;
}

export async function checkAppends(base, folders) {
  const violations = [];
  for (const folder of folders) {
    for (const entry of await readdir(join(base, folder), { recursive: true })) {
      const path = join(folder, entry);
      if (!path.endsWith('.ts') || path.startsWith('apps/portal/')) continue;
      const source = await readFile(join(base, path), 'utf8');
      violations.push(...faults(path, source).map((fault) => `only-commands-append: ${path} ${fault}`));
    }
  }
  return violations;
}
