/** Reads the log files that were sent, within bounds of size and time, and looks through them before they are compared. */
import { Inject, Injectable } from '@nestjs/common';
import { CaseReader, SurveyFold, type LogAttributes, type LogCase, type Survey } from '#libs/conformance';
import {
  headOf,
  proposeFields,
  readLog,
  readXes,
  UnreadableLogError,
  XES_FIELDS,
  type BadRow,
  type LogFields,
  type LogHead,
  type ReadBounds,
  type UnreadableLogCode,
} from '#libs/interchange';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { FileStore } from '../files/file-store.ts';
import { problem } from '../http/problem.ts';

const BOUNDS: ReadBounds = { maxEvents: 500_000, maxChars: 250_000_000 };
const MAX_READING_MS = 60_000;
const MAX_WAITING = 4;
/** Then whoever else asks the API gets a turn. */
const CASES_A_TURN = 100;
const BAD_ROWS_SHOWN = 200;
/** Where the attributes of an XES log are looked for. */
const ITEMS_LOOKED_AT = 2_000;
const LOOK_BOUNDS: ReadBounds = { ...BOUNDS, maxChars: 20_000_000 };

export interface LogAsked {
  readonly file: string;
  readonly delimiter?: string | undefined;
  readonly fields: LogFields;
}

export interface BadRows {
  readonly count: number;
  readonly shown: BadRow[];
}

export interface LookedAt {
  readonly head: LogHead;
  readonly columns: readonly string[];
  readonly fields: LogFields;
}

@Injectable()
export class LogReading {
  #turn: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(@Inject(FileStore) private readonly files: FileStore) {}

  /** What the file is, and what its columns most likely hold. */
  async look(file: string, delimiter: string | undefined): Promise<LookedAt> {
    return refusing(async () => {
      const head = await headOf(await this.bytes(file), delimiter);
      if (head.format === 'csv') {
        return { head, columns: head.columns, fields: proposeFields(head.columns) };
      }
      const columns = await keysOf(await this.bytes(file));
      const known = Object.entries(XES_FIELDS).filter(
        ([, key]) => key !== undefined && columns.includes(key),
      );
      return { head, columns, fields: Object.fromEntries(known) as LogFields };
    });
  }

  async survey(asked: LogAsked): Promise<Survey & { readonly badRows: BadRows }> {
    const fold = new SurveyFold();
    const badRows = await this.read(asked, (one) => fold.add(one));
    return { ...fold.result(), badRows };
  }

  /** Each case in order. One log at a time in a process, a few wait for their turn, more are asked to come again (503). */
  async read(asked: LogAsked, onCase: (one: LogCase) => Promise<void> | void): Promise<BadRows> {
    if (this.#waiting >= MAX_WAITING) throw busy();
    this.#waiting += 1;
    const reading = this.#turn.then(() => refusing(() => this.readNow(asked, onCase)));
    this.#turn = reading.then(
      () => undefined,
      () => undefined,
    );
    return reading.finally(() => (this.#waiting -= 1));
  }

  private async readNow(
    { file, delimiter, fields }: LogAsked,
    onCase: (one: LogCase) => Promise<void> | void,
  ) {
    const bad = { count: 0, shown: [] as BadRow[] };
    const head = await headOf(await this.bytes(file), delimiter);
    const onBadRow = (row: BadRow): void => {
      bad.count += 1;
      if (bad.shown.length < BAD_ROWS_SHOWN) bad.shown.push(row);
    };
    const told = { format: head.format, fields, bounds: BOUNDS, onBadRow };
    const source = head.format === 'csv' ? { ...told, delimiter: head.delimiter } : told;
    const reader = new CaseReader({ endDated: fields.ended !== undefined });
    const untilMs = performance.now() + MAX_READING_MS;
    let cases = 0;
    for await (const items of readLog(await this.bytes(file), source)) {
      for (const item of items) {
        const one = reader.add(item);
        if (one === null) continue;
        await onCase(one);
        if (++cases % CASES_A_TURN === 0) await othersTurn();
      }
      if (performance.now() > untilMs) throw tooLong();
    }
    return bad;
  }

  private async bytes(file: string): Promise<AsyncIterable<Uint8Array>> {
    const stored = await this.files.open(file, 'event-log');
    if (!stored) throw problem(404, 'unknown-file', 'Không tìm thấy tệp. Vui lòng chọn lại tệp.');
    return stored.stream;
  }
}

async function keysOf(bytes: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
  const keys = new Set<string>();
  let seen = 0;
  const look = (attributes: LogAttributes): void => {
    for (const key of attributes.keys()) keys.add(key);
  };
  for await (const items of readXes(bytes, LOOK_BOUNDS)) {
    for (const { attributes } of items) look(attributes);
    seen += items.length;
    if (seen > ITEMS_LOOKED_AT) break;
  }
  return [...keys].sort();
}

const WORDS: Readonly<Record<UnreadableLogCode, string>> = {
  'gzip-damaged': 'Tệp nén bị hỏng hoặc chưa đủ.',
  'encoding-unknown': 'Không biết bảng mã của tệp. Vui lòng lưu lại bằng UTF-8.',
  'encoding-damaged': 'Tệp không phải UTF-8. Vui lòng lưu lại bằng “CSV UTF-8”.',
  'xml-malformed': 'Tệp XML sai cấu trúc.',
  'not-xes': 'Tệp XML này không phải nhật ký XES.',
  'csv-malformed': 'Tệp CSV sai cấu trúc.',
  'column-missing': 'Tệp không có cột đã chọn, hoặc chưa chọn cột mã hồ sơ và cột bước.',
  'log-too-large': 'Nhật ký lớn quá giới hạn. Vui lòng chia theo kỳ.',
};

async function refusing<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UnreadableLogError)) throw error;
    const status = error.code === 'log-too-large' ? 413 : 400;
    throw problem(status, error.code, WORDS[error.code], { explanation: error.message, ...BOUNDS });
  }
}

const busy = () => problem(503, 'busy', 'Đang đọc các nhật ký khác. Vui lòng thử lại sau ít giây.');

const tooLong = () =>
  problem(413, 'log-too-large', `Đọc nhật ký quá ${MAX_READING_MS / 1_000} giây. Vui lòng chia theo kỳ.`);
