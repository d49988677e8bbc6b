/**
 * What is generated, committed, and checked for drift: a file, and the program that prints it; or a folder, and the
 * program that fills the one named by the variable `into`. A new generated thing is one more entry here.
 *
 * @type {({ file: string } | { folder: string, into: string }) & { program: string, args?: string[] }[]}
 */
export const generated = [
  { file: 'docs/openapi.json', program: 'dist/apps/api/write-openapi.js' },
  {
    folder: 'apps/portal/src/api-client',
    into: 'DUNGHAN_CLIENT',
    program: 'node_modules/@hey-api/openapi-ts/bin/run.js',
    args: ['-f', 'apps/portal/openapi-ts.config.ts'],
  },
];
