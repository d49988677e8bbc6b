/** What the lists of work answer. */
import { z } from 'zod';
import { clock } from '../dossiers/view.ts';
import { named } from '../http/named.ts';

const moment = z.iso.datetime();

export const inboxRow = z
  .object({
    dossier: z.uuid(),
    code: z.string().nullable(),
    procedure: z.object({ code: z.string(), title: z.string() }),
    applicant: z.string().nullable(),
    status: z.string(),
    national: z.number().int(),
    waiting: z.array(z.string()),
    /** Another agency asks: answered on the dossier's page. */
    question: z.boolean(),
    /** Null: not yet received, or a question. */
    step: z.object({ no: z.string(), run: z.number().int(), content: z.string() }).nullable(),
    role: z.string().nullable(),
    unit: named.nullable(),
    officer: named.nullable(),
    clock,
    dossierClock: clock,
    doneAt: moment.nullable(),
    /** The step's outcomes, when it is open: what `complete` takes. */
    outcomes: z.array(z.object({ value: z.string(), label: z.string() })),
    /** What its main outcome needs made, as `complete` takes them. */
    forms: z.array(z.string()),
    results: z.array(z.string()),
    /** It ends by handing over the result; it issues the result, which has a number of its own. */
    handsOver: z.boolean(),
    issuesResult: z.boolean(),
  })
  .meta({ id: 'InboxRow' });

const counts = <Key extends string>(keys: readonly [Key, ...Key[]]) =>
  z.object(Object.fromEntries(keys.map((key) => [key, z.number().int()])) as Record<Key, z.ZodNumber>);

export const inboxPage = z
  .object({
    rows: z.array(inboxRow),
    /** How many rows the whole list has, filters applied. */
    total: z.number().int(),
    tabs: counts(['mine', 'unit', 'to-claim', 'done']),
    clocks: counts(['late', 'near', 'in-time', 'paused']),
    next: z.string().nullable(),
    asOf: moment,
    nextOpening: moment.nullable(),
  })
  .meta({ id: 'Inbox' });

export const board = z
  .object({
    groups: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        late: z.number().int(),
        near: z.number().int(),
        soon: z.number().int(),
        paused: z.number().int(),
        open: z.number().int(),
      }),
    ),
    rows: z.array(
      z.object({
        dossier: z.uuid(),
        code: z.string().nullable(),
        procedure: z.object({ code: z.string(), title: z.string() }),
        step: z.object({ no: z.string(), run: z.number().int(), content: z.string() }),
        unit: named,
        role: z.string(),
        officer: named.nullable(),
        applicant: z.string().nullable(),
        clock,
        dossierClock: clock,
        /** A later date: promised so often before, allowed so often, and until when its apology is in time (null: at any time). */
        extension: z.object({
          done: z.number().int(),
          most: z.number().int(),
          apologiseBy: moment.nullable(),
        }),
        /** Of being late, 0 to 1; null: nothing is forecast of it. */
        chance: z.number().nullable(),
        /** Who was last warned of it being late, or nearly, and when. */
        told: z.object({ recipients: z.array(named), at: moment }).nullable(),
      }),
    ),
    total: z.number().int(),
    next: z.string().nullable(),
    asOf: moment,
  })
  .meta({ id: 'LateBoard' });
