/** How an agency follows what changes: for its pages, beside the list of requests. */
import type { LocalDate } from '#libs/calendar';
import type { ChangeRequest, ChangeSource } from './types.ts';

export interface ChangeFigures {
  readonly opened: number;
  readonly open: number;
  readonly late: number;
  readonly followed: number;
  readonly followedInTime: number;
  readonly dismissed: number;
  readonly bySource: Readonly<Partial<Record<ChangeSource, number>>>;
}

export function changeFigures(requests: readonly ChangeRequest[], today: LocalDate): ChangeFigures {
  const count = (is: (one: ChangeRequest) => boolean): number => requests.filter(is).length;
  const bySource = Object.fromEntries(
    [...Map.groupBy(requests, ({ source }) => source)].map(([source, some]) => [source, some.length]),
  );
  return {
    opened: requests.length,
    open: count(isOpen),
    late: count((one) => isOpen(one) && one.followBy < today),
    followed: count(({ followed }) => followed !== null),
    followedInTime: count(({ followed, followBy }) => followed !== null && followed.from <= followBy),
    dismissed: count(({ dismissed }) => dismissed !== null),
    bySource,
  };
}

const isOpen = ({ followed, dismissed }: ChangeRequest): boolean => !followed && !dismissed;
