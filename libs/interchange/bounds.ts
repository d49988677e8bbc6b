/** How much of a file is read at all: a small archive may hold a text without end. */
import { UnreadableLogError } from './errors.ts';

export interface ReadBounds {
  readonly maxEvents: number;
  readonly maxChars: number;
}

/** For a person at the command line: about a gigabyte of memory for a CSV. */
export const WIDE_BOUNDS: ReadBounds = { maxEvents: 5_000_000, maxChars: 20_000_000_000 };

export async function* bounded(text: AsyncIterable<string>, maxChars: number): AsyncGenerator<string> {
  let chars = 0;
  for await (const chunk of text) {
    chars += chunk.length;
    if (chars > maxChars) throw new UnreadableLogError('log-too-large', `more than ${maxChars} characters`);
    yield chunk;
  }
}

/** Throws once there are more events than that. */
export class EventCount {
  readonly #max: number;
  #events = 0;

  constructor({ maxEvents }: ReadBounds) {
    this.#max = maxEvents;
  }

  add(events: number): void {
    this.#events += events;
    if (this.#events > this.#max)
      throw new UnreadableLogError('log-too-large', `more than ${this.#max} events`);
  }
}
