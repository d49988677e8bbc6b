/** What the API adds to a kind of record: what people send, and what they are shown. */
import type { AnyCommand, QualityKind, QualityRecord } from '#libs/quality';
import type { Organisation } from '#libs/organisation';
import type { Runtime } from '#libs/runtime';
import type { z } from 'zod';
import type { Names } from '../dossiers/names.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Caller } from '../http/authentication.ts';

export interface Tools {
  readonly runtime: Runtime;
  readonly files: FileStore;
  readonly me: Caller;
  readonly organisation: Organisation;
  readonly names: Names;
}

export interface KindApi<Wish extends AnyCommand = AnyCommand, View = unknown> {
  readonly kind: QualityKind;
  /** A union over `type`: what may be asked, as it is sent. */
  readonly wish: z.ZodType<Wish>;
  /** The record's own part of the page. */
  readonly view: z.ZodType<View>;
  /** What a list shows of each, beside title, state, owner and next due. Absent: nothing. */
  readonly brief?: {
    readonly view: z.ZodType;
    of(body: unknown, names: Names): unknown;
  };
  /** Adds what the decision must know of figures and of other records. Absent: a wish is the command. */
  complete?(wish: Wish, record: QualityRecord | null, agency: string, tools: Tools): Promise<AnyCommand>;
  /** What follows in other records once it is recorded. Asked again, it has its effect once. */
  after?(wish: Wish, id: string, tools: Tools): Promise<void>;
  show(record: QualityRecord, id: string, tools: Tools): Promise<View> | View;
}
