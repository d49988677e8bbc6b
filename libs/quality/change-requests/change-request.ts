/** The life of a change request: opened, given to somebody, assessed, and followed by a newer edition or dismissed. */
import type { LocalDate } from '#libs/calendar';
import {
  refused,
  type Decided,
  type Duty,
  type Happened,
  type RecordContext,
  type RecordKind,
  type Refusal,
} from '../records/record.ts';
import { workingDaysAfter } from '../records/working-days.ts';
import type { ChangeCommand, ChangeEvent, ChangeRequest, ChangeStatus } from './types.ts';

/** Working days within which somebody is named, and within which they say whether anything must change. */
export const ASSIGN_WORKING_DAYS = 2;
export const ASSESS_WORKING_DAYS = 5;

const OPEN: readonly ChangeStatus[] = ['opened', 'assigned', 'amending', 'unneeded'];

export const CHANGE_REQUEST: RecordKind<ChangeRequest, ChangeCommand, ChangeEvent> = {
  kind: 'change-request',
  guards: {
    open: { parts: ['secretary', 'leader', 'auditor', 'committee', 'system'], when: ['none'] },
    assess: { parts: ['owner'], when: ['assigned', 'amending', 'unneeded'] },
    link: { parts: ['owner', 'secretary'], when: ['amending'] },
    assign: { parts: ['secretary', 'leader'], when: ['opened', 'assigned', 'amending'] },
    'move-due': { parts: ['leader'], when: OPEN },
    dismiss: { parts: ['secretary', 'leader'], when: ['opened', 'unneeded'] },
    'note-edition': { parts: ['system'], when: ['amending'] },
  },
  decide,
  evolve,
  barred,
  nameOf: (command) => (command.type === 'open' ? nameOf(command) : undefined),
  statusOf: ({ status }) => status,
  ownerOf: ({ owner }) => owner,
  titleOf: ({ procedure, tthc, title }) => [procedure ?? tthc, title].join(' – '),
  dutiesOf,
};

/** One change behind it, one request; by hand as many as are asked. */
const nameOf = ({ source, ref, procedure, tthc }: Extract<ChangeCommand, { type: 'open' }>) =>
  ref === null ? undefined : [source, ref, procedure ?? '', tthc ?? ''].join(' ');

/** That nothing need change is confirmed by somebody else than the one who said so. */
function barred(request: ChangeRequest, type: ChangeCommand['type'], by: string): Refusal | undefined {
  return type === 'dismiss' && request.assessed?.by === by
    ? { code: 'same-person', message: 'Người đánh giá không được tự kết luận.' }
    : undefined;
}

function decide(
  request: ChangeRequest | null,
  command: ChangeCommand,
  context: RecordContext,
): Decided<ChangeEvent> {
  const { today: on, calendar } = context;
  switch (command.type) {
    case 'open': {
      const { type: _type, ...asked } = command;
      const assignBy = workingDaysAfter(calendar, on, ASSIGN_WORKING_DAYS);
      if (asked.procedure === null && asked.tthc === null) {
        return refused('no-procedure', 'Yêu cầu thay đổi phải nêu quy trình hoặc thủ tục.');
      }
      return assignBy === null ? noCalendar() : happens({ type: 'ChangeRequested', on, assignBy, ...asked });
    }
    case 'assign': {
      const { owner, note } = command;
      if (owner === request!.owner) return refused('owner-unchanged', 'Người này đang chịu trách nhiệm.');
      if (!context.isOfficer(owner))
        return refused('not-an-officer', 'Người này không làm việc tại cơ quan.');
      const assessBy = workingDaysAfter(calendar, on, ASSESS_WORKING_DAYS);
      return assessBy === null
        ? noCalendar()
        : happens({ type: 'ChangeAssigned', on, owner, note, assessBy });
    }
    case 'assess': {
      const { needed, reason } = command;
      return happens({ type: 'ChangeAssessed', on, needed, reason });
    }
    case 'link': {
      const { procedure, edition } = command;
      const { procedure: asked, above } = request!;
      if (asked !== null && asked !== procedure) {
        return refused('other-procedure', `Yêu cầu này là của quy trình ${asked}.`);
      }
      return edition > above
        ? happens({ type: 'AmendmentLinked', on, procedure, edition })
        : refused('not-newer', `Lần ban hành phải sau lần ${above}.`);
    }
    case 'move-due': {
      const { followBy, reason } = command;
      return followBy > on
        ? happens({ type: 'ChangeDueMoved', followBy, reason })
        : refused('date-passed', 'Ngày phải sau hôm nay.');
    }
    case 'note-edition': {
      const { procedure, edition, from } = command;
      return from <= on && follows(request!, command)
        ? happens({ type: 'ChangeFollowed', on, procedure, edition, from })
        : refused('not-in-force', 'Lần ban hành này chưa đáp ứng yêu cầu.');
    }
    case 'dismiss':
      return happens({ type: 'ChangeDismissed', on, reason: command.reason });
    default:
      return command satisfies never;
  }
}

/** Does that edition answer the request? */
export const follows = (
  { procedure, above, since }: Pick<ChangeRequest, 'procedure' | 'above' | 'since'>,
  edition: { readonly procedure: string; readonly edition: number; readonly from: LocalDate },
): boolean =>
  (procedure === null || (procedure === edition.procedure && edition.edition > above)) &&
  (since === null || edition.from >= since);

const happens = (event: ChangeEvent): Decided<ChangeEvent> => ({ ok: true, events: [event] });
const noCalendar = () => refused('no-calendar-data', 'Lịch làm việc chưa có dữ liệu đến ngày đó.');

function evolve(before: ChangeRequest | null, event: ChangeEvent, { by }: Happened): ChangeRequest {
  if (event.type === 'ChangeRequested') {
    const { type: _type, on, ...asked } = event;
    return { ...NOTHING_DONE, ...asked, openedOn: on };
  }
  const request = before!;
  switch (event.type) {
    case 'ChangeAssigned': {
      const { on, owner, assessBy } = event;
      // What was found needed stays so in other hands.
      if (request.status === 'amending') return { ...request, owner };
      return { ...request, status: 'assigned', owner, assessBy, assignedOn: on };
    }
    case 'ChangeAssessed': {
      const { on, needed, reason } = event;
      const status = needed ? 'amending' : 'unneeded';
      return { ...request, status, assessed: { needed, reason, by, on } };
    }
    case 'AmendmentLinked':
      return { ...request, linked: { procedure: event.procedure, edition: event.edition } };
    case 'ChangeDueMoved':
      return { ...request, followBy: event.followBy };
    case 'ChangeFollowed': {
      const { type: _type, ...followed } = event;
      return { ...request, status: 'followed', followed };
    }
    case 'ChangeDismissed':
      return { ...request, status: 'dismissed', dismissed: { reason: event.reason, by, on: event.on } };
    default:
      return event satisfies never;
  }
}

const NOTHING_DONE = {
  status: 'opened',
  owner: null,
  assignedOn: null,
  assessBy: null,
  assessed: null,
  linked: null,
  followed: null,
  dismissed: null,
} as const;

/** What is dismissed owes nothing more. */
function dutiesOf(request: ChangeRequest): readonly Duty[] {
  const { status, owner, assignBy, assignedOn, assessBy, assessed, followBy, followed } = request;
  const duties = [
    duty('assign', assignBy, assignedOn, null),
    ...(assessBy === null ? [] : [duty('assess', assessBy, assessed?.on ?? null, owner)]),
    ...(status === 'unneeded' ? [] : [duty('follow', followBy, followed?.on ?? null, owner)]),
  ];
  return status === 'dismissed' ? duties.filter(({ done }) => done !== null) : duties;
}

const duty = (what: string, due: LocalDate, done: LocalDate | null, owner: string | null): Duty => ({
  key: what,
  what: `change-request.${what}`,
  owner,
  due,
  done,
});
