import { minuteOf } from './moment.ts';
import { counted, refused } from './refusal.ts';
import type { Minute } from './moment.ts';
import type { Counted, CountingProfile, Instant, Pause } from './types.ts';

export const MAX_PAUSES = 1_000;

/** A pause that stops this procedure's clock. */
export interface Interruption {
  /** Exact, for telling a pause in time from one that came after the due moment. */
  readonly began: Instant;
  readonly from: Minute;
  /** Absent while it lasts. */
  readonly to: Minute | undefined;
  /** The whole term begins again at the resumption. */
  readonly restarts: boolean;
}

/** The pauses that the profile lets stop the clock; refused unless they lie after the start, in order and apart. */
export function interruptions(
  startedAt: Instant,
  pauses: readonly Pause[],
  profile: CountingProfile,
): Counted<readonly Interruption[]> {
  if (pauses.length > MAX_PAUSES) return refused('bad-pauses', `Quá ${MAX_PAUSES} lần tạm dừng`);
  let free: Instant | undefined = startedAt;
  for (const { from, to } of pauses) {
    if (free === undefined) return refused('bad-pauses', 'Lần tạm dừng trước chưa kết thúc');
    if (Date.parse(from) < Date.parse(free)) {
      return refused(
        'bad-pauses',
        `Lần tạm dừng từ ${from} bắt đầu trước khi nhận hồ sơ hoặc chồng lên lần trước`,
      );
    }
    if (to !== undefined && Date.parse(to) < Date.parse(from)) {
      return refused('bad-pauses', `Lần tạm dừng từ ${from} kết thúc trước khi bắt đầu`);
    }
    free = to;
  }
  return counted(
    pauses.filter((pause) => stopsTheClock(pause, profile)).map((pause) => interruption(pause, profile)),
  );
}

/** A supplement that restarts the term stops the clock whether or not `pausesFor` repeats it. */
function stopsTheClock({ cause }: Pause, profile: CountingProfile): boolean {
  return cause === undefined || profile.pausesFor.includes(cause) || restarts(cause, profile);
}

function restarts(cause: Pause['cause'], profile: CountingProfile): boolean {
  return profile.supplement === 'restart' && (cause ?? 'supplement') === 'supplement';
}

function interruption({ from, to, cause }: Pause, profile: CountingProfile): Interruption {
  const end = to === undefined ? undefined : minuteOf(to);
  return { began: from, from: minuteOf(from), to: end, restarts: restarts(cause, profile) };
}
