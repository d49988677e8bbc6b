/**
 * Reads an XES log (IEEE 1849) as a stream: what is held at once is one chunk's items, whatever the file's size.
 *
 * Globals' defaults are not filled in: by the standard every trace and event carries what a global declares, so a
 * missing attribute is missing. Classifiers don't matter either; the activity is `concept:name`. Attributes nested
 * in attributes, lists and containers stay out; events that stand under no trace belong to no case and are left out.
 */
import type { LogItem } from '#libs/conformance';
import { SaxesParser } from 'saxes';
import { bounded, WIDE_BOUNDS, type ReadBounds } from '../bounds.ts';
import { UnreadableLogError } from '../errors.ts';
import { textOf, type ByteSource } from '../text.ts';

const LOG_LEVEL = 1;
const TRACE_LEVEL = 2;
const EVENT_LEVEL = 3;

/** Yields the items of one chunk of the file at a time. Throws `UnreadableLogError`. */
export async function* readXes(
  source: ByteSource,
  { maxChars }: Pick<ReadBounds, 'maxChars'> = WIDE_BOUNDS,
): AsyncGenerator<readonly LogItem[]> {
  const items = new XesItems();
  for await (const text of bounded(textOf(source), maxChars)) {
    items.write(text);
    yield items.take();
  }
  items.close();
  yield items.take();
}

class XesItems {
  readonly #parser = new SaxesParser<{ xmlns: false; position: true }>({
    xmlns: false,
    position: true,
  });
  #items: LogItem[] = [];
  /** Open elements above the current one. */
  #depth = 0;
  #trace: Map<string, string> | null = null;
  #event: Map<string, string> | null = null;

  constructor() {
    this.#parser.on('error', (error) => {
      // saxes writes "line:column: what"
      const [, line, column, what] = /^(\d+):(\d+): ([^]*)$/.exec(error.message) ?? [];
      const where =
        line === undefined ? error.message : `line ${line}, column ${column}: ${what?.replace(/\.$/, '')}`;
      throw new UnreadableLogError('xml-malformed', where);
    });
    this.#parser.on('opentag', (tag) => {
      this.#open(localName(tag.name), tag.attributes);
      this.#depth += 1;
    });
    this.#parser.on('closetag', () => {
      this.#depth -= 1;
      this.#close();
    });
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  close(): void {
    this.#parser.close();
  }

  take(): readonly LogItem[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  #open(element: string, attributes: Record<string, string>): void {
    switch (this.#depth) {
      case 0:
        if (element !== 'log') this.#refuse(element);
        return;
      case LOG_LEVEL:
        if (element === 'trace') this.#trace = new Map();
        return;
      case TRACE_LEVEL:
        if (this.#trace === null) return;
        if (element === 'event') this.#event = new Map();
        else keep(this.#trace, attributes);
        return;
      case EVENT_LEVEL:
        if (this.#event !== null) keep(this.#event, attributes);
        return;
      default:
    }
  }

  #close(): void {
    if (this.#depth === TRACE_LEVEL && this.#event !== null) {
      this.#items.push({ kind: 'event', attributes: this.#event });
      this.#event = null;
    } else if (this.#depth === LOG_LEVEL && this.#trace !== null) {
      this.#items.push({ kind: 'case', attributes: this.#trace });
      this.#trace = null;
    }
  }

  #refuse(element: string): never {
    const { line, column } = this.#parser;
    throw new UnreadableLogError(
      'not-xes',
      `line ${line}, column ${column}: the root element is <${element}>, not the <log> of XES`,
    );
  }
}

/** XES names no prefix, but a writer may bind one. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function keep(into: Map<string, string>, { key, value }: Record<string, string>): void {
  if (key !== undefined && value !== undefined) into.set(key, value);
}
