/** A unit's register for a period, filled from the read model, the ledger's last events and the applicants' data. */
import { visibilityOf } from '#libs/access';
import { addDays, instantOf } from '#libs/calendar';
import type { Instant, LocalDate, LocalMoment } from '#libs/calendar';
import { fromRecorded } from '#libs/commands';
import type { SealedData } from '#libs/commands';
import { formOn, registerSheet } from '#libs/documents';
import type { Layout, RegisterRow } from '#libs/documents';
import { register } from '#libs/read-models';
import type { RegisterEntry } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { namesOf } from '../dossiers/names.ts';
import type { Caller } from '../http/authentication.ts';
import { problem } from '../http/problem.ts';
import { headOf } from './head.ts';

/** A thousand lines are two hundred pages; a longer period is printed in pieces. */
const MAX_ROWS = 1_000;
const READ_AT_ONCE = 8;

const MANNERS = { counter: 'Tại quầy', online: 'Trực tuyến', postal: 'Bưu chính' } as const;

export interface RegisterWish {
  readonly unit: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export async function registerOf(runtime: Runtime, me: Caller, wish: RegisterWish): Promise<Layout> {
  const { snapshot } = await runtime.organisation();
  const now = runtime.now();
  const unit = snapshot.units.find(({ id }) => id === wish.unit);
  const scope = visibilityOf(me.authorities, now);
  const visible = unit && (scope.units.includes(unit.id) || scope.agencies.includes(unit.agency));
  if (!visible) throw problem(403, 'not-permitted', 'Anh/chị không có quyền xem sổ của đơn vị này.');
  if (wish.from > wish.to) throw problem(400, 'bad-period', 'Ngày đầu kỳ phải trước hoặc bằng ngày cuối kỳ.');
  const entries = await register(runtime.pool, {
    scope,
    unit: unit.id,
    from: opening(wish.from),
    until: opening(addDays(wish.to, 1)),
    limit: MAX_ROWS + 1,
  });
  if (entries.length > MAX_ROWS) {
    const detail = `Kỳ này có hơn ${MAX_ROWS} hồ sơ. Vui lòng chọn kỳ ngắn hơn.`;
    throw problem(400, 'register-too-long', detail, { limit: MAX_ROWS });
  }
  const form = formOn('register', wish.to);
  if (!form) throw new Error('no circular has a register');
  return registerSheet({
    head: headOf(snapshot, { form, agency: unit.agency, unit: unit.id, at: now }),
    from: wish.from,
    to: wish.to,
    rows: await rowsOf(runtime, entries),
  });
}

const opening = (date: LocalDate): Instant => instantOf(`${date}T00:00` as LocalMoment);

async function rowsOf(runtime: Runtime, entries: readonly RegisterEntry[]): Promise<RegisterRow[]> {
  const names = namesOf(await runtime.organisation());
  const applicants = await applicantsOf(runtime, entries);
  const rows: RegisterRow[] = [];
  for (let start = 0; start < entries.length; start += READ_AT_ONCE) {
    const slice = entries.slice(start, start + READ_AT_ONCE);
    const made = slice.map(async (entry): Promise<RegisterRow> => {
      const edition = await runtime.editions.edition(entry.procedure, entry.edition);
      return {
        code: entry.code,
        procedure: edition?.title ?? entry.procedure,
        person: applicants.get(entry.id) ?? null,
        solves: names.agency(entry.agency).name,
        receivedAt: entry.receivedAt as Instant,
        dueAt: entry.promisedAt as Instant | null,
        ...(await returned(runtime, entry)),
      };
    });
    rows.push(...(await Promise.all(made)));
  }
  return rows;
}

/** A hand-over is the last thing that happens to a dossier. */
async function returned({ ledger }: Runtime, entry: RegisterEntry) {
  if (entry.status !== 'handed-over') return { returnedAt: null, manner: '' };
  const last = (await ledger.load(entry.id, { from: entry.version })).map(fromRecorded).at(-1);
  const manner = last?.type === 'ResultHandedOver' ? MANNERS[last.body.channel] : '';
  return { returnedAt: entry.closedAt as Instant | null, manner };
}

async function applicantsOf({ ledger }: Runtime, entries: readonly RegisterEntry[]) {
  const sealed = await ledger.readPiiOfStreams(entries.map(({ id }) => id));
  return new Map(
    sealed.flatMap(({ streamId, data }) => {
      const { applicant } = data as unknown as SealedData;
      return applicant ? [[streamId, applicant] as const] : [];
    }),
  );
}
