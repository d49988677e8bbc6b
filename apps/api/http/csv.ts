/** Tables as CSV for a spreadsheet (RFC 4180). */

/** Without it Excel garbles Vietnamese. */
export const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;

export const csvLine = (row: readonly (string | number | null)[]): string =>
  `${row.map(field).join(',')}\r\n`;

function field(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
