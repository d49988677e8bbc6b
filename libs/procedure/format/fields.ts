/** Reads one object of a hand-written file. Every complaint says where, what stands there, and what is allowed. */
import { error } from '../check/finding.ts';
import type { Finding } from '../types.ts';

export class Fields {
  readonly path: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #findings: Finding[];
  readonly #known = new Set<string>();

  constructor(value: unknown, path: string, findings: Finding[]) {
    this.path = path;
    this.#findings = findings;
    this.#values = isObject(value) ? value : {};
    if (!isObject(value)) this.#complain('', `cần các cặp “tên: giá trị”, đang là ${show(value)}`);
  }

  has(name: string): boolean {
    this.#known.add(name);
    const value = this.#values[name];
    return value !== undefined && !isBlank(value);
  }

  /** The value as it stands, for fields of several shapes. */
  raw(name: string): unknown {
    this.#known.add(name);
    return this.#values[name];
  }

  text(name: string): string {
    if (!this.has(name)) this.complain(name, 'thiếu, bắt buộc phải có');
    return this.optionalText(name) ?? '';
  }

  optionalText(name: string): string | undefined {
    if (!this.has(name)) return undefined;
    const value = scalar(this.#values[name]);
    if (value === undefined) this.complain(name, `cần một dòng chữ, đang là ${show(this.#values[name])}`);
    return value?.normalize('NFC').trim();
  }

  texts(name: string): readonly string[] {
    return this.list(name).flatMap((value, index) => {
      const text = scalar(value);
      if (text === undefined) this.complain(`${name}[${index}]`, `cần một dòng chữ, đang là ${show(value)}`);
      return text === undefined ? [] : [text.normalize('NFC').trim()];
    });
  }

  /** One value may stand for a list of one. */
  list(name: string): readonly unknown[] {
    if (!this.has(name)) return [];
    const value = this.#values[name];
    return Array.isArray(value) ? value : [value];
  }

  objects(name: string): readonly Fields[] {
    return this.list(name).map(
      (value, index) => new Fields(value, `${this.#at(name)}[${index}]`, this.#findings),
    );
  }

  object(name: string): Fields | undefined {
    return this.has(name) ? new Fields(this.#values[name], this.#at(name), this.#findings) : undefined;
  }

  /** An object that was met under another name, e.g. one outcome. */
  inner(name: string, value: unknown): Fields {
    return new Fields(value, this.#at(name), this.#findings);
  }

  /** The names and values of an object whose names are free, e.g. outcomes. */
  entries(name: string): readonly (readonly [string, unknown])[] {
    if (!this.has(name)) return [];
    const value = this.#values[name];
    if (isObject(value)) return Object.entries(value);
    this.complain(name, `cần các cặp “tên: giá trị”, đang là ${show(value)}`);
    return [];
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
    const value = this.optionalText(name);
    if (value === undefined) return otherwise;
    const found = allowed.find((one) => one === value);
    if (found === undefined)
      this.complain(name, `“${value}” không dùng được; được dùng: ${allowed.join(', ')}`);
    return found ?? otherwise;
  }

  flag(name: string): boolean {
    return this.oneOf(name, ['true', 'false'], 'false') === 'true';
  }

  number(name: string, otherwise: number, allowed: { min: number; max: number; whole: boolean }): number {
    const printed = this.optionalText(name);
    if (printed === undefined) return otherwise;
    const value = Number(printed);
    const fits = value >= allowed.min && value <= allowed.max && (!allowed.whole || Number.isInteger(value));
    if (printed !== '' && fits) return value;
    const kind = allowed.whole ? 'số nguyên' : 'số';
    this.complain(name, `cần ${kind} từ ${allowed.min} đến ${allowed.max}, đang là “${printed}”`);
    return otherwise;
  }

  complain(name: string, message: string): void {
    this.#complain(name, message);
  }

  /** To be called when everything was asked for: what is left is a slip of the pen. */
  done(): void {
    const unknown = Object.keys(this.#values).filter((name) => !this.#known.has(name));
    for (const name of unknown) {
      this.complain(name, `không có trường này; các trường được dùng: ${[...this.#known].join(', ')}`);
    }
  }

  #at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  #complain(name: string, message: string): void {
    const where = name === '' ? this.path || 'tệp' : this.#at(name);
    this.#findings.push(error('bad-input', `${where}: ${message}.`));
  }
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

function show(value: unknown): string {
  if (value === undefined || value === null) return 'trống';
  if (Array.isArray(value)) return 'danh sách';
  const text = scalar(value);
  return text === undefined ? 'nhóm trường' : `“${text}”`;
}

/** YAML's ways to leave a value out, as they stand when every scalar is text. */
function isBlank(value: unknown): boolean {
  return value === null || value === '' || value === '~' || value === 'null';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
