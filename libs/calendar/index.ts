export type * from './types.ts';
export { addRational, rational, roundRational, toNumber, ZERO } from './rational.ts';
export {
  calendarDaysOf,
  MINUTES_PER_WORKING_DAY,
  parseTerm,
  printTerm,
  termFor,
  workingMinutesOf,
} from './term.ts';
export {
  addDays,
  dateOf,
  instantOf,
  isLocalDate,
  isLocalTime,
  localOf,
  parseLocalMoment,
  weekday,
} from './moment.ts';
