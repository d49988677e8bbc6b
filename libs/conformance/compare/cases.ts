/** From a log's items to its cases, one at a time. */
import { parseWallMoment } from '../log/wall-moment.ts';
import {
  ACTIVITY,
  END_DATE,
  LIFECYCLE,
  PROCEDURE,
  ROLE,
  TIMESTAMP,
  UNIT,
  type EpochMicroseconds,
  type LogAttributes,
  type LogItem,
} from '../log/types.ts';
import type { LogCase, LogEvent } from './types.ts';

export interface CaseOptions {
  /** A case ends with a date of its end; else every case of the log has ended. */
  readonly endDated: boolean;
}

const DONE = 'complete';
const BEGUN = 'start';

export class CaseReader {
  readonly #options: CaseOptions;
  #events: LogEvent[] = [];
  #begun = new Map<string, EpochMicroseconds | null>();
  #unit: string | null = null;
  #procedure: string | null = null;
  #ended = false;

  constructor(options: CaseOptions) {
    this.#options = options;
  }

  /** The case, when the item ends one. An attribute of the case wins over those of its events, the first over later. */
  add({ kind, attributes }: LogItem): LogCase | null {
    this.#unit =
      (kind === 'case' ? attributes.get(UNIT) : undefined) ?? this.#unit ?? attributes.get(UNIT) ?? null;
    this.#procedure ??= attributes.get(PROCEDURE) ?? null;
    this.#ended ||= attributes.has(END_DATE);
    if (kind === 'case') return this.#end(attributes);
    this.#addEvent(attributes);
    return null;
  }

  #addEvent(attributes: LogAttributes): void {
    const activity = attributes.get(ACTIVITY) ?? '';
    const text = attributes.get(TIMESTAMP);
    const at = text === undefined ? null : parseWallMoment(text);
    const transition = attributes.get(LIFECYCLE)?.toLowerCase() ?? DONE;
    if (transition === BEGUN) this.#begun.set(activity, at);
    if (transition !== DONE) return;
    const began = this.#begun.get(activity) ?? null;
    this.#begun.delete(activity);
    this.#events.push({ activity, at, began, role: attributes.get(ROLE) ?? null });
  }

  #end(attributes: LogAttributes): LogCase {
    const found: LogCase = {
      name: attributes.get(ACTIVITY) ?? '',
      unit: this.#unit,
      procedure: this.#procedure,
      ended: !this.#options.endDated || this.#ended,
      events: this.#events,
    };
    this.#events = [];
    this.#begun = new Map();
    [this.#unit, this.#procedure, this.#ended] = [null, null, false];
    return found;
  }
}
