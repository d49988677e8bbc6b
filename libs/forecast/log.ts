/**
 * An event log of any origin as paths. A log says when an activity was done and not when it began: a case stands at
 * the activity done last, until the next one is.
 */
import {
  ACTIVITY,
  DEADLINE,
  parseMoment,
  TIMESTAMP,
  type EpochMicroseconds,
  type LogAttributes,
  type LogItem,
} from '#libs/conformance';
import type { Path } from './path.ts';

const MICROSECONDS_PER_MINUTE = 60_000_000;
const NAMELESS = '';

interface Done {
  readonly step: string;
  readonly at: EpochMicroseconds;
}

/** Folds a log item by item. Cases without a deadline, or whose events have no readable moment, are left out. */
export class LogPaths {
  readonly paths: Path[] = [];
  #leftOut = 0;
  #done: Done[] = [];

  add({ kind, attributes }: LogItem): void {
    if (kind === 'event') return this.#addEvent(attributes);
    const due = momentOf(attributes, DEADLINE);
    if (due === null || this.#done.length === 0) this.#leftOut += 1;
    else this.paths.push(pathOf(this.#done, due));
    this.#done = [];
  }

  get leftOut(): number {
    return this.#leftOut;
  }

  #addEvent(attributes: LogAttributes): void {
    const at = momentOf(attributes, TIMESTAMP);
    if (at !== null) this.#done.push({ step: attributes.get(ACTIVITY) ?? NAMELESS, at });
  }
}

function momentOf(attributes: LogAttributes, key: string): EpochMicroseconds | null {
  const text = attributes.get(key);
  return text === undefined ? null : parseMoment(text);
}

function pathOf(unordered: readonly Done[], deadline: EpochMicroseconds): Path {
  const done = unordered.toSorted((a, b) => a.at - b.at);
  const [first, last] = [done[0]!, done.at(-1)!];
  const minutes = (at: EpochMicroseconds): number => Math.floor((at - first.at) / MICROSECONDS_PER_MINUTE);
  return {
    procedure: '',
    group: '',
    receivedAt: isoOf(first.at),
    endedAt: isoOf(last.at),
    visits: done
      .slice(1)
      .map(({ at }, index) => ({ step: done[index]!.step, from: minutes(done[index]!.at), to: minutes(at) })),
    end: minutes(last.at),
    late: last.at > deadline,
    dues: [{ since: 0, due: minutes(deadline) }],
  };
}

const isoOf = (at: EpochMicroseconds): string => new Date(at / 1_000).toISOString();
