/** `dunghan procedure check FILE`: the product's own YAML, or a file in the shape of the printed step tables. */
import {
  checkEdition,
  checkPrinted,
  isSound,
  looksPrinted,
  readPrintedTables,
  sumFields,
  sumOfEdition,
  type Checked,
  type Finding,
} from '#libs/procedure';
import { parseDocuments, parseEdition } from '#libs/procedure/format';
import type { VerbIo } from '../../verb.ts';
import { DONE, misused, readArguments, readText, UNSOUND, type Misuse, type Subverb } from './subverb.ts';

const USAGE =
  'dunghan procedure check FILE [--json]   (YAML, hoặc JSON các bảng bước; - đọc từ đầu vào chuẩn)';
const MINUTES_PER_DAY = 480;

export const checkSubverb: Subverb = { usage: USAGE, run };

async function run(args: string[], io: VerbIo): Promise<number> {
  const wanted = readArguments(args, 1);
  const [file] = wanted?.files ?? [];
  if (!wanted || file === undefined) {
    return misused(
      io,
      args.includes('--json'),
      { code: 'bad-arguments', message: 'cần đúng một tệp' },
      USAGE,
    );
  }
  const text = await readText(file, io);
  const checked = text === null ? unreadable(file) : checkText(text);
  if ('code' in checked) return misused(io, wanted.json, checked);
  if (wanted.json) io.out(JSON.stringify(checked));
  else report(checked, io);
  return checked.every((one) => one.ok) ? DONE : UNSOUND;
}

function unreadable(file: string): Misuse {
  return { code: 'unreadable-file', message: `không đọc được tệp ${file}` };
}

/** One answer a procedure, in the order of the file. */
function checkText(text: string): readonly Checked[] | Misuse {
  const documents = parseDocuments(text);
  if (!documents.ok) return badInput(documents.findings);
  const [only] = documents.value;
  if (documents.value.length === 1 && looksPrinted(only)) {
    const tables = readPrintedTables(only);
    return tables.ok ? tables.value.map(checkPrinted) : badInput(tables.findings);
  }
  const editions = documents.value.flatMap((document) => (Array.isArray(document) ? document : [document]));
  if (editions.length === 0) return { code: 'bad-input', message: 'tệp không có thủ tục nào' };
  return editions.map(checkOwn);
}

/** What can't be read as an edition is reported as that procedure's fault: the others in the file still answer. */
function checkOwn(document: unknown, index: number): Checked {
  const edition = parseEdition(document);
  if (!edition.ok) return { id: idOf(document) ?? `#${index + 1}`, ok: false, findings: edition.findings };
  const findings = checkEdition(edition.value);
  return {
    id: edition.value.code,
    ok: isSound(findings),
    ...sumFields(sumOfEdition(edition.value)),
    findings,
  };
}

function idOf(document: unknown): string | undefined {
  if (typeof document !== 'object' || document === null || !('code' in document)) return undefined;
  return typeof document.code === 'string' ? document.code : undefined;
}

function badInput(findings: readonly Finding[]): Misuse {
  return { code: 'bad-input', message: findings.map((finding) => finding.message).join(' ') };
}

function report(checked: readonly Checked[], io: VerbIo): void {
  for (const one of checked) {
    io.out(`${one.ok ? 'Đạt ' : 'Lỗi '} ${one.id}${sumInWords(one)}`);
    for (const { code, severity, step, message } of one.findings) {
      const at = step === undefined ? '' : `${step}: `;
      io.out(`     ${severity === 'error' ? 'lỗi' : 'lưu ý'} ${at}${message} [${code}]`);
    }
  }
  const sound = checked.filter((one) => one.ok).length;
  io.out(`${checked.length} thủ tục: ${sound} đạt, ${checked.length - sound} có lỗi`);
}

function sumInWords({ sumWorkingMinutes, sumCalendarDays }: Checked): string {
  if (sumCalendarDays !== undefined) return ` · ${printed(sumCalendarDays)} ngày`;
  if (sumWorkingMinutes === undefined) return '';
  return ` · ${printed(sumWorkingMinutes / MINUTES_PER_DAY)} ngày làm việc`;
}

function printed(days: number): string {
  const DECIMALS = 1000;
  return String(Math.round(days * DECIMALS) / DECIMALS).replace('.', ',');
}
