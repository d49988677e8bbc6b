/** What the dossier's workflow awaits now, each timer in the field's words: "B3 Thẩm định · chuyên viên · hạn 14:30 24/11". */
import { localOf, type Instant } from '#libs/calendar';
import { isKnownRole, ROLES, type Edition } from '#libs/procedure';
import { dueMoments, type DueMoment, type TimerKind } from './moments.ts';
import { stepIn } from './situation.ts';
import type { DossierState } from './state.ts';

export interface Timer extends DueMoment {
  readonly summary: string;
}

/** Temporal shows the first 200 bytes of a summary; Vietnamese letters take up to three each. */
const MAX_CONTENT_LENGTH = 40;

const WORDS: Readonly<Record<TimerKind, string>> = {
  'step-warn': 'sắp đến hạn',
  'step-due': 'hạn',
  'dossier-warn': 'sắp đến hẹn trả',
  'dossier-due': 'hẹn trả',
  'supplement-expiry': 'hết hạn bổ sung',
  'applicant-expiry': 'hết hạn chờ',
};

/** A moment that is counted again gives the same key another `at`: whoever makes a command id of it takes both. */
export function dueTimers(state: DossierState, edition: Edition): readonly Timer[] {
  return dueMoments(state).map((moment) => ({ ...moment, summary: summaryOf(moment, edition) }));
}

function summaryOf({ step: no, kind, at }: DueMoment, edition: Edition): string {
  const step = stepIn(edition, no);
  const what = step ? `${step.no} ${shortened(step.content)} · ${roleName(step.role)}` : 'Hồ sơ';
  return `${what} · ${WORDS[kind]} ${clockWords(at)}`;
}

export function roleName(role: string): string {
  if (!isKnownRole(role)) return role;
  const { name } = ROLES[role];
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function shortened(content: string): string {
  return content.length <= MAX_CONTENT_LENGTH
    ? content
    : `${content.slice(0, MAX_CONTENT_LENGTH - 1).trimEnd()}…`;
}

/** `14:30 24/11` */
function clockWords(at: Instant): string {
  const local = localOf(at);
  return `${local.slice(11, 16)} ${local.slice(8, 10)}/${local.slice(5, 7)}`;
}
