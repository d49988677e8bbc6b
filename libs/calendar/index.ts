export type * from './types.ts';
export type { DossierTerm, StepTime } from './deadline.ts';
export { addRational, rational, roundRational, toNumber, ZERO } from './rational.ts';
export {
  calendarDaysOf,
  MINUTES_PER_WORKING_DAY,
  parseTerm,
  printTerm,
  termFor,
  workingMinutesOf,
} from './term.ts';
export { millisecondsOf } from './instant.ts';
export {
  addDays,
  dateOf,
  instantOf,
  isLocalDate,
  isLocalTime,
  isOnEarlierDate,
  localOf,
  parseLocalMoment,
  weekday,
} from './moment.ts';
export { AROUND_THE_CLOCK, DEFAULT_OFFICE_HOURS, parseOfficeHours } from './hours.ts';
export { NATIONAL_CALENDAR, parseCalendarData } from './data.ts';
export { workCalendar } from './days.ts';
export { deadline, firstStepStart, stepDeadline } from './deadline.ts';
export {
  addWorkingMinutes,
  isOpen,
  nextOpening,
  timeLeft,
  warnAt,
  workingDayBefore,
  workingMinutesBetween,
} from './office.ts';
export { MAX_TERM_DAYS } from './plan.ts';
export { MAX_PAUSES } from './pauses.ts';
