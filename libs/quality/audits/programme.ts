/** A year's audit programme as a record: drafted → approved → running → closed. */
import type { LocalDate } from '#libs/calendar';
import { refused, type Decided, type Duty, type RecordContext, type RecordKind } from '../records/record.ts';
import { workingDaysAfter } from '../records/working-days.ts';
import { auditCoverage } from './coverage.ts';
import type { PlannedAudit, Programme, ProgrammeCommand, ProgrammeEvent } from './programme-types.ts';
import { isUnfit } from './team.ts';

const MAX_AUDITS = 100;
/** Working days that a leader has to decide on the programme. */
const APPROVAL_DAYS = 5;
/** How many of what is left a refusal names. */
const MAX_NAMED = 5;

export const AUDIT_PROGRAMME: RecordKind<Programme, ProgrammeCommand, ProgrammeEvent> = {
  kind: 'audit-programme',
  guards: {
    draft: { parts: ['secretary', 'leader'], when: ['none'] },
    plan: { parts: ['secretary', 'owner'], when: ['drafted', 'approved', 'running'] },
    drop: { parts: ['secretary', 'owner'], when: ['drafted', 'approved', 'running'] },
    refresh: { parts: ['secretary', 'owner'], when: ['drafted', 'approved', 'running'] },
    approve: { parts: ['leader'], when: ['drafted'] },
    'note-opened': { parts: ['system'], when: ['approved', 'running'] },
    close: { parts: ['secretary', 'leader'], when: ['running'] },
  },
  decide,
  evolve,
  nameOf: (command) => (command.type === 'draft' ? String(command.year) : undefined),
  statusOf: ({ status }) => status,
  ownerOf: ({ owner }) => owner,
  titleOf: ({ title }) => title,
  dutiesOf,
};

/** Those that will be held. */
export const heldOf = ({ audits }: Programme): readonly PlannedAudit[] =>
  audits.filter(({ dropped }) => dropped === null);

function decide(
  programme: Programme | null,
  command: ProgrammeCommand,
  { today, calendar, isOfficer }: RecordContext,
): Decided<ProgrammeEvent> {
  switch (command.type) {
    case 'draft': {
      const { year, title, owner, scopes } = command;
      if (!isOfficer(owner)) return refused('not-an-officer', 'Người này không làm việc tại cơ quan.');
      if (scopes.procedures.length + scopes.units.length === 0)
        return refused('nothing-to-audit', 'Cơ quan chưa có quy trình hay bộ phận nào.');
      const approveBy = workingDaysAfter(calendar, today, APPROVAL_DAYS);
      if (approveBy === null) return refused('no-calendar-data', 'Lịch làm việc chưa có năm này.');
      return done({ type: 'ProgrammeDrafted', year, title, owner, scopes, approveBy });
    }
    case 'plan': {
      const { type: _type, facts, ...plan } = command;
      return (
        isNoPlan(programme!, plan) ??
        isUnfit(plan, facts, isOfficer) ??
        done({ type: 'AuditPlanned', ...plan })
      );
    }
    case 'drop': {
      const { entry, reason } = command;
      const planned = programme!.audits[entry];
      if (planned?.dropped !== null || planned.audit !== null)
        return refused('no-such-audit', 'Không có cuộc đánh giá này đang chờ mở.');
      return done({ type: 'AuditDropped', entry, reason });
    }
    case 'refresh':
      return done({ type: 'ScopesRead', scopes: command.scopes });
    case 'approve':
      return isWholly(programme!) ?? done({ type: 'ProgrammeApproved', on: today, note: command.note });
    case 'note-opened': {
      const { entry, audit } = command;
      const planned = programme!.audits[entry];
      return planned?.dropped === null && planned.audit === null
        ? done({ type: 'PlannedAuditOpened', on: today, entry, audit })
        : refused('no-such-audit', 'Không có cuộc đánh giá này đang chờ mở.');
    }
    case 'close': {
      const waiting = heldOf(programme!).flatMap(({ audit, title }) => (audit === null ? [title] : []));
      const still = [...waiting, ...command.open];
      if (still.length > 0) return refused('audit-open', `Còn cuộc đánh giá chưa xong: ${named(still)}.`);
      return isWholly(programme!) ?? done({ type: 'ProgrammeClosed', on: today, note: command.note });
    }
    default:
      return command satisfies never;
  }
}

function isNoPlan(
  { audits, scopes, year }: Programme,
  plan: Pick<PlannedAudit, 'procedures' | 'units' | 'from' | 'to' | 'covers'>,
) {
  if (audits.length >= MAX_AUDITS) return refused('too-many-audits', `Tối đa ${MAX_AUDITS} cuộc.`);
  if (plan.procedures.length + plan.units.length === 0)
    return refused('nothing-to-audit', 'Vui lòng chọn quy trình hoặc bộ phận được đánh giá.');
  const codes = new Set(scopes.procedures.map(({ code }) => code));
  const places = new Set(scopes.units.map(({ id }) => id));
  if (!plan.procedures.every((code) => codes.has(code)) || !plan.units.every((unit) => places.has(unit)))
    return refused('not-in-scope', 'Quy trình hoặc bộ phận này không thuộc chương trình.');
  if (plan.to < plan.from || plan.covers.to < plan.covers.from)
    return refused('dates-not-rising', 'Ngày kết thúc không được ở trước ngày bắt đầu.');
  return plan.from.startsWith(`${year}-`)
    ? undefined
    : refused('other-year', `Cuộc đánh giá phải diễn ra trong năm ${year}.`);
}

/** Every procedure in force and every unit is audited within the year. */
function isWholly(programme: Programme) {
  const { left } = auditCoverage(programme.scopes, heldOf(programme));
  const names = [...left.procedures.map(({ code }) => code), ...left.units.map(({ name }) => name)];
  return names.length === 0
    ? undefined
    : refused('not-covered', `Chương trình chưa có cuộc đánh giá cho: ${named(names)}.`);
}

const named = (names: readonly string[]): string =>
  names.length > MAX_NAMED
    ? `${names.slice(0, MAX_NAMED).join(', ')} và ${names.length - MAX_NAMED} mục khác`
    : names.join(', ');

const done = (event: ProgrammeEvent) => ({ ok: true as const, events: [event] });

function evolve(before: Programme | null, event: ProgrammeEvent): Programme {
  switch (event.type) {
    case 'ProgrammeDrafted': {
      const { type: _type, ...drafted } = event;
      return { ...drafted, status: 'drafted', audits: [], approved: null, closed: null };
    }
    case 'AuditPlanned': {
      const { type: _type, ...plan } = event;
      const planned = { ...plan, audit: null, opened: null, dropped: null };
      return { ...before!, audits: [...before!.audits, planned] };
    }
    case 'AuditDropped':
      return withAudit(before!, event.entry, { dropped: event.reason });
    case 'ScopesRead':
      return { ...before!, scopes: event.scopes };
    case 'ProgrammeApproved':
      return { ...before!, status: 'approved', approved: event.on };
    case 'PlannedAuditOpened': {
      const { entry, audit, on } = event;
      return { ...withAudit(before!, entry, { audit, opened: on }), status: 'running' };
    }
    case 'ProgrammeClosed':
      return { ...before!, status: 'closed', closed: event.on };
    default:
      return event satisfies never;
  }
}

const withAudit = (programme: Programme, entry: number, change: Partial<PlannedAudit>): Programme => ({
  ...programme,
  audits: programme.audits.map((audit, place) => (place === entry ? { ...audit, ...change } : audit)),
});

function dutiesOf(programme: Programme): readonly Duty[] {
  const { approveBy, approved, owner, year, closed, audits } = programme;
  const approval = { key: 'approve', what: 'audit-programme.approve', owner: null, due: approveBy };
  const openings = audits.flatMap((audit, place): Duty[] => {
    if (audit.dropped !== null) return [];
    const { title: about, from: due, opened } = audit;
    return [{ key: `open-${place}`, what: 'audit-programme.open', about, owner, due, done: opened }];
  });
  const ending: Duty = {
    key: 'close',
    what: 'audit-programme.close',
    owner,
    due: `${year}-12-31` as LocalDate,
    done: closed,
  };
  return [{ ...approval, done: approved }, ...openings, ending];
}
