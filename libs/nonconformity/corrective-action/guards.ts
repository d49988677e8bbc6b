/** Who may ask what, in which stage: used by `decideNc` and by `allowedOnNc` alike. */
import { playing, type Actor, type Part, type UsedAuthority } from '#libs/access';
import type { Instant } from '#libs/calendar';
import { PEOPLES_COMMANDS, type NcCommandType, type PeoplesCommand } from './commands.ts';
import { broken, isNotTheirOwn, type Broken } from './policies.ts';
import { STAGE_NAMES, type Stage } from './stages.ts';
import type { KnownNc, NcState } from './state.ts';

interface Guard {
  readonly parts: readonly Part[];
  /** In these stages; `dismissed` and `closed` are the ends. */
  readonly when: readonly (Stage | 'dismissed' | 'closed' | 'none')[];
  /** Refused to the owner, and to whoever acts for them. */
  readonly notTheirOwn?: true;
}

const ACTIVE = ['containment', 'analysis', 'proposal', 'approval', 'action'] as const;

const GUARDS: Readonly<Record<NcCommandType, Guard>> = {
  // By people too: what detectors found in a history that was taken over opens nothing by itself.
  find: { parts: ['system', 'secretary', 'leader', 'auditor'], when: ['none'] },
  // The system: a citizen's low answer is a complaint.
  raise: { parts: ['secretary', 'leader', 'auditor', 'system'], when: ['none'] },
  review: { parts: ['secretary', 'leader'], when: ['review'] },
  dismiss: { parts: ['secretary', 'leader'], when: ['review', ...ACTIVE], notTheirOwn: true },
  'take-up-again': { parts: ['secretary', 'leader', 'auditor'], when: ['dismissed'] },
  contain: { parts: ['owner'], when: ['containment'] },
  analyse: { parts: ['owner'], when: ['analysis'] },
  propose: { parts: ['owner'], when: ['proposal'] },
  approve: { parts: ['leader'], when: ['approval'], notTheirOwn: true },
  'send-back': { parts: ['leader'], when: ['approval'], notTheirOwn: true },
  complete: { parts: ['owner'], when: ['action'] },
  judge: { parts: ['secretary', 'leader', 'auditor'], when: ['judgement'], notTheirOwn: true },
  'open-again': { parts: ['secretary', 'leader', 'auditor'], when: ['closed'], notTheirOwn: true },
  'change-owner': { parts: ['secretary', 'leader'], when: ACTIVE },
  'move-due': { parts: ['leader'], when: ACTIVE, notTheirOwn: true },
  'note-edition': { parts: ['system'], when: ['action'] },
  remind: { parts: ['clock'], when: ['review', ...ACTIVE, 'judgement'] },
  escalate: { parts: ['clock'], when: ['review', ...ACTIVE, 'judgement'] },
  check: { parts: ['clock'], when: ['verification'] },
};

export type Permitted =
  { readonly ok: true; readonly by: UsedAuthority } | { readonly ok: false; readonly broken: Broken };

/** @param agency whose nonconformity it is. */
export function permit(
  state: NcState,
  type: NcCommandType,
  agency: string,
  actor: Actor,
  now: Instant,
): Permitted {
  const { parts, when, notTheirOwn } = GUARDS[type];
  const owner = state.status === 'none' ? null : state.nc.owner;
  const by = parts.flatMap((part) => playing(part, actor, { agency, owner }, now) ?? [])[0];
  if (!by) return no('not-your-part', NOT_YOURS);
  const own =
    notTheirOwn && state.status !== 'none' ? isNotTheirOwn(state, [by.id, by.onBehalfOf]) : undefined;
  if (own) return { ok: false, broken: own };
  const place = state.status === 'open' ? state.stage : state.status;
  if (!when.includes(place)) {
    if (place === 'none') return no('not-found-yet', 'Không có điểm không phù hợp này.');
    if (type === 'find' || type === 'raise') return no('already-found', 'Điểm không phù hợp này đã có.');
    return no('wrong-stage', `Việc này không thực hiện được khi ${placeName(place)}.`);
  }
  return { ok: true, by };
}

/** Of what people may ask, what this actor may ask now. */
export function allowedOnNc(state: KnownNc, actor: Actor, now: Instant): readonly PeoplesCommand[] {
  return PEOPLES_COMMANDS.filter((type) => permit(state, type, state.nc.agency, actor, now).ok);
}

/** May this actor raise one by hand there? */
export const mayRaise = (actor: Actor, agency: string, now: Instant): boolean =>
  permit({ status: 'none' }, 'raise', agency, actor, now).ok;

/** May this actor say there that what was found is no nonconformity? */
export const mayDismiss = (actor: Actor, agency: string, now: Instant): boolean =>
  GUARDS.dismiss.parts.some((part) => playing(part, actor, { agency, owner: null }, now) !== undefined);

const NOT_YOURS = 'Việc này không thuộc phần việc của anh/chị.';

const no = (...why: Parameters<typeof broken>): Permitted => ({ ok: false, broken: broken(...why) });

const placeName = (place: Stage | 'dismissed' | 'closed'): string => {
  if (place === 'dismissed') return 'điểm không phù hợp đã bị bác';
  return place === 'closed' ? 'điểm không phù hợp đã đóng' : `đang ở bước “${STAGE_NAMES[place]}”`;
};
