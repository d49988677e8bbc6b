/** The law that every cell of a report keeps, checked at each report. */
import { conserves, type Cell } from '#libs/metrics';
import { FIGURE_MEASURES, type FigureCell, type FigureMeasure } from '#libs/read-models';

type Counts = Readonly<Record<FigureMeasure, number>>;

export const conserved = (cell: Counts): boolean => conserves(cellOfReport(cell));

/** A report's cell as the metrics know one. */
const cellOfReport = (cell: Counts): Cell => ({
  openAtStart: cell.openAtStart,
  received: cell.received,
  ended: {
    done: cell.done,
    refused: cell.refused,
    withdrawn: cell.withdrawn,
    stopped: cell.stopped,
    expired: cell.expired,
  },
  done: { early: cell.early, 'on-time': cell.onTime, late: cell.late, 'no-deadline': cell.noDeadline },
  openAtEnd: cell.openAtEnd,
  open: {
    'in-time': cell.openInTime,
    near: cell.openNear,
    late: cell.openLate,
    paused: cell.openPaused,
    'no-deadline': cell.openNoDeadline,
  },
  onTime766: cell.onTime766,
});

/** Of a period in which nothing was there to count. */
export function emptyCell() {
  const counts = Object.fromEntries(FIGURE_MEASURES.map((name) => [name, 0])) as Record<
    FigureMeasure,
    number
  >;
  const sums = {
    ownMinutes: 0,
    otherAgencyMinutes: 0,
    applicantMinutes: 0,
    outsideMinutes: 0,
    allowedMinutes: 0,
    returns: 0,
    supplements: 0,
    rePromises: 0,
    apologiesInTime: 0,
  } satisfies FigureCell['sums'];
  return { ...counts, key: '', name: '', sums, onTimeRate: null, rate766: null };
}
