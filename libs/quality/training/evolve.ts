import type { Happened } from '../records/record.ts';
import type { Session, Training, TrainingEvent } from './types.ts';

export function evolveTraining(before: Training | null, event: TrainingEvent, { by }: Happened): Training {
  switch (event.type) {
    case 'TrainingPlanned': {
      const { type: _type, ...plan } = event;
      return { ...plan, status: 'drafted', approved: null, sessions: [], qualifications: [] };
    }
    case 'SessionPlanned': {
      const { type: _type, ...planned } = event;
      const session: Session = {
        ...planned,
        state: 'planned',
        done: null,
        attendance: [],
        note: '',
        files: [],
      };
      return { ...before!, sessions: [...before!.sessions, session] };
    }
    case 'TrainingApproved':
      return { ...before!, status: 'approved', approved: event.on };
    case 'SessionHeld': {
      const { on, attendance, note, files } = event;
      return withSession(before!, event.session, { state: 'held', done: on, attendance, note, files });
    }
    case 'SessionCancelled': {
      const { on, reason } = event;
      return withSession(before!, event.session, { state: 'cancelled', done: on, note: reason });
    }
    case 'QualificationGranted': {
      const { type: _type, ...granted } = event;
      const held = { ...granted, by, withdrawn: null };
      return { ...before!, qualifications: [...before!.qualifications, held] };
    }
    case 'QualificationWithdrawn': {
      const qualifications = before!.qualifications.map((one, place) =>
        place === event.qualification ? { ...one, withdrawn: event.on } : one,
      );
      return { ...before!, qualifications };
    }
    case 'TrainingClosed':
      return { ...before!, status: 'closed' };
    default:
      return event satisfies never;
  }
}

const withSession = (plan: Training, place: number, change: Partial<Session>): Training => ({
  ...plan,
  sessions: plan.sessions.map((session, at) => (at === place ? { ...session, ...change } : session)),
});
