import { z } from 'zod';

/** What `GET /api/demo` tells while the demo province is loaded. */
const demoSchema = z.object({
  pages: z.array(z.object({ path: z.string(), what: z.string() })),
  accounts: z.array(
    z.object({ username: z.string(), password: z.string(), role: z.string(), name: z.string() }),
  ),
});

/** Where to look and as whom to log in, as lines for the terminal. */
export async function demoLines(baseUrl: string): Promise<string[]> {
  const response = await fetch(`${baseUrl}/api/demo`);
  if (!response.ok) return [];
  const { pages, accounts } = demoSchema.parse(await response.json());
  return [
    '',
    ...table(pages.map(({ path, what }) => [`${baseUrl}${path}`, what])),
    '',
    ...table(accounts.map(({ username, password, role, name }) => [username, password, role, name])),
  ];
}

function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd(),
  );
}
