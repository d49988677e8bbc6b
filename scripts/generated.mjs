/**
 * What is generated, committed, and checked for drift: the file, and the program in dist/ that prints it.
 * A new generated file is one more line here.
 *
 * @type {{ file: string, program: string, args?: string[] }[]}
 */
export const generated = [{ file: 'docs/openapi.json', program: 'dist/apps/api/write-openapi.js' }];
