/** What the routes of the quality system's records answer. */
import type { LocalDate } from '#libs/calendar';
import type { Duty } from '#libs/quality';
import { z } from 'zod';
import type { Names } from '../dossiers/names.ts';
import { named } from '../http/named.ts';
import { kind } from './contract.ts';
import { KIND_APIS } from './kinds.ts';

const count = z.number().int();

const duty = z.object({
  key: z.string(),
  what: z.string(),
  about: z.string().nullable(),
  /** Null: the ISO secretary. */
  owner: named.nullable(),
  due: z.string(),
  done: z.string().nullable(),
  state: z.enum(['done', 'done-late', 'late', 'soon', 'ahead']),
});

const row = z.object({
  id: z.string(),
  kind,
  agency: named,
  title: z.string(),
  status: z.string(),
  owner: named.nullable(),
  openedAt: z.string(),
  nextDue: z.string().nullable(),
});

const rowOf = ({ kind: one, brief }: (typeof KIND_APIS)[number]) =>
  row
    .extend({ kind: z.literal(one), brief: brief?.view ?? z.null() })
    .meta({ id: `QualityRow_${one.replace('-', '_')}` });

/** A list shows of each record what its page shows, without what is read from elsewhere. */
export const qualityPage = z
  .object({
    total: count,
    byStatus: z.record(z.string(), count),
    rows: z.array(z.union(KIND_APIS.map(rowOf) as [ReturnType<typeof rowOf>])),
    next: z.string().nullable(),
    /** Where the one who asks may open one. */
    mayOpenIn: z.array(named),
    today: z.string(),
  })
  .meta({ id: 'QualityPage' });

const happened = z.object({
  version: count,
  type: z.string(),
  at: z.string(),
  by: named.extend({ kind: z.string(), onBehalfOf: named.nullable() }),
  /** What was said with it. */
  words: z.string().nullable(),
});

const common = row.extend({
  version: count,
  duties: z.array(duty),
  history: z.array(happened),
  /** What the one who asks may do now. */
  allowed: z.array(z.string()),
  /** Officers of the agency, for whoever may act. */
  people: z.array(named.extend({ unit: z.string() })),
  today: z.string(),
});

const detailOf = ({ kind: one, view }: (typeof KIND_APIS)[number]) =>
  common.extend({ kind: z.literal(one), body: view }).meta({ id: `Quality_${one.replace('-', '_')}` });

export const qualityDetail = z.union(KIND_APIS.map(detailOf) as [ReturnType<typeof detailOf>]);

/** What opens a record there, for the one who asks, and whom it may be given to. */
export const qualityOpening = z
  .object({
    allowed: z.array(z.string()),
    people: z.array(named.extend({ unit: z.string() })),
    today: z.string(),
  })
  .meta({ id: 'QualityOpening' });

export const qualityReply = z.object({ id: z.string(), position: z.string() }).meta({ id: 'QualityReply' });

export const qualityDuties = z
  .object({
    today: z.string(),
    duties: z.array(duty.extend({ record: z.string(), kind, title: z.string(), agency: named })),
    /** True: there are more than are shown. */
    more: z.boolean(),
  })
  .meta({ id: 'QualityDuties' });

const SOON_DAYS = 7;
const DAY_MS = 86_400_000;

export function dutyView(
  { about, owner, ...rest }: Duty | (Omit<Duty, 'about'> & { about: string | null }),
  names: Names,
  today: LocalDate,
) {
  return {
    key: rest.key,
    what: rest.what,
    due: rest.due,
    done: rest.done,
    about: about ?? null,
    owner: owner === null ? null : names.officer(owner),
    state: stateOf(rest, today),
  };
}

function stateOf({ due, done }: Pick<Duty, 'due' | 'done'>, today: LocalDate): z.infer<typeof duty>['state'] {
  if (done !== null) return done <= due ? 'done' : 'done-late';
  if (due < today) return 'late';
  return (Date.parse(due) - Date.parse(today)) / DAY_MS <= SOON_DAYS ? 'soon' : 'ahead';
}
