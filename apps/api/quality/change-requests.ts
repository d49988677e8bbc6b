/** Requests to change a procedure: what people send, and what they are shown. */
import { dateOf, type LocalDate } from '#libs/calendar';
import { CHANGE_SOURCES, type ChangeCommand, type ChangeRequest } from '#libs/quality';
import { listEditions } from '#libs/read-models';
import { z } from 'zod';
import { reason, shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';
import { problem } from '../http/problem.ts';
import type { KindApi, Tools } from './kind.ts';
import { day, longText, wish } from './wishes.ts';

/** What people open one for; a change of law opens its own. */
const BY_HAND = ['manual', 'audit', 'log', 'catalogue'] as const;

const count = z.number().int();
const status = z.enum(['opened', 'assigned', 'amending', 'unneeded', 'followed', 'dismissed']);
const change = {
  source: z.enum(CHANGE_SOURCES),
  ref: z.string().nullable(),
  procedure: z.string().nullable(),
  tthc: z.string().nullable(),
  followBy: z.string(),
};
const brief = z.object(change);
const view = z.object({
  ...change,
  status,
  what: z.string(),
  /** A newer edition answers it. */
  above: count,
  since: z.string().nullable(),
  openedOn: z.string(),
  assessed: z.object({ needed: z.boolean(), reason: z.string(), by: named, on: z.string() }).nullable(),
  linked: z.object({ procedure: z.string(), edition: count }).nullable(),
  followed: z.object({ procedure: z.string(), edition: count, from: z.string(), on: z.string() }).nullable(),
  dismissed: z.object({ reason: z.string(), by: named, on: z.string() }).nullable(),
  /** Of the procedure, newer than the one that was in force. */
  newer: z.array(z.object({ edition: count, status: z.string() })),
});

const wishes = z.discriminatedUnion('type', [
  wish('open', {
    source: z.enum(BY_HAND),
    ref: shortText.nullable().default(null),
    procedure: shortText.nullable().default(null),
    tthc: shortText.nullable().default(null),
    /** Of the administrative procedure, where there is no ISO procedure yet. */
    title: shortText.optional(),
    what: longText,
    followBy: day,
  }),
  wish('assign', { owner: shortText, note: z.string().trim().max(4_000).default('') }),
  wish('assess', { needed: z.boolean(), reason }),
  wish('link', { procedure: shortText, edition: count.min(1) }),
  wish('move-due', { followBy: day, reason }),
  wish('dismiss', { reason }),
]);
type Wish = z.infer<typeof wishes>;

export const CHANGE_REQUESTS: KindApi<Wish, z.infer<typeof view>> = {
  kind: 'change-request',
  wish: wishes,
  view,
  brief: {
    view: brief,
    of(body) {
      const { source, ref, procedure, tthc, followBy } = body as ChangeRequest;
      return { source, ref, procedure, tthc, followBy };
    },
  },
  async complete(asked, _record, agency, tools): Promise<ChangeCommand> {
    switch (asked.type) {
      case 'open':
        return opened(asked, agency, tools);
      case 'link': {
        const rows = await listEditions(tools.runtime.pool, asked.procedure);
        if (rows.some(({ edition }) => edition === asked.edition)) return asked;
        throw problem(400, 'unknown-edition', 'Không có lần ban hành này.');
      }
      default:
        return asked;
    }
  },
  async show({ body }, _id, { names, runtime }) {
    const request = body as ChangeRequest;
    const { procedure, above } = request;
    const {
      title: _title,
      owner: _owner,
      assignBy: _by,
      assignedOn: _on,
      assessBy: _until,
      ...rest
    } = request;
    const editions = procedure === null ? [] : await listEditions(runtime.pool, procedure);
    const said = <Said extends { readonly by: string }>(what: Said | null) =>
      what && { ...what, by: names.officer(what.by) };
    return {
      ...rest,
      assessed: said(request.assessed),
      dismissed: said(request.dismissed),
      newer: editions
        .filter(({ edition }) => edition > above)
        .map(({ edition, status: state }) => ({ edition, status: state })),
    };
  },
};

/** Of a procedure that the agency handles, as it stands today. */
async function opened(
  { title, ...asked }: Extract<Wish, { type: 'open' }>,
  agency: string,
  { runtime, organisation }: Tools,
): Promise<ChangeCommand> {
  const rest = { ...asked, since: null as LocalDate | null };
  if (asked.procedure === null) return { ...rest, title: title ?? asked.tthc ?? '', above: 0 };
  const handled = organisation.assignments.some(
    (one) => one.procedure === asked.procedure && one.agency === agency,
  );
  const edition = await runtime.editions.inForce(asked.procedure, dateOf(runtime.now()));
  if (!handled || !edition) {
    throw problem(400, 'unknown-procedure', 'Cơ quan không có quy trình này đang áp dụng.');
  }
  return { ...rest, title: edition.title, above: edition.edition };
}
