import { join } from 'node:path';

/** The layers: who may import whom. `npm run layers` checks them, and test/architecture checks that they bite. */
const PURE =
  '(calendar|procedure|dossier|organisation|access|scoring|conformance|metrics|forecast|nonconformity|notices|quality|qms)';
const TEST = '([.]test[.]ts$|^test/)';
const DOOR = '/index[.]ts$';

const rules = [
  {
    name: 'pure-imports-pure',
    comment: 'The core has no I/O: it imports the core, and packages that compute.',
    from: { path: `^libs/${PURE}/`, pathNot: TEST },
    to: { pathNot: [`^libs/${PURE}/`, '^node_modules/(uuid|yaml|zod|@marcbachmann/cel-js)/'] },
  },
  {
    name: 'libs-never-import-apps',
    comment: 'A library does not know who uses it.',
    from: { path: '^libs/', pathNot: TEST },
    to: { path: '^(apps|workflows)/' },
  },
  {
    name: 'workflows-are-deterministic',
    comment: 'A workflow is replayed: it may import the core and the workflow side of the SDK alone.',
    from: { path: '^workflows/', pathNot: TEST },
    to: { pathNot: ['^workflows/', `^libs/${PURE}/`, '^node_modules/@temporalio/(workflow|common)/'] },
  },
  {
    name: 'through-the-door',
    comment: 'A library is entered by its index.ts.',
    from: { path: '^libs/([^/]+)/' },
    to: { path: '^libs/', pathNot: ['^libs/$1/', DOOR] },
  },
  {
    name: 'through-the-door-from-outside',
    comment: 'A library is entered by its index.ts.',
    from: { pathNot: '^libs/' },
    to: { path: '^libs/', pathNot: DOOR },
  },
  {
    name: 'apps-are-apart',
    comment: 'Processes share code through libs/, not with one another.',
    from: { path: '^apps/([^/]+)/', pathNot: TEST },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'only-tests-import-tests',
    from: { pathNot: TEST },
    to: { path: TEST },
  },
  {
    name: 'sources-not-dist',
    comment: 'What is built is never a source.',
    from: {},
    to: { path: '^dist/' },
  },
  {
    name: 'no-circles',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment: 'An import that leads nowhere would hide from every other rule.',
    from: {},
    to: { couldNotResolve: true },
  },
];

export default {
  forbidden: rules.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps/portal|test/bench/peers)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(import.meta.dirname, 'tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['dunghan-source', 'import', 'node', 'require', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
