/** What goes between the daily look at the agencies' systems and its activities. */

/** The workflow's name is its type in Temporal: procedures' codes are never spelled like it. */
export const REMIND_OF_DUTIES = 'remindOfDuties';

/** Its own type beside the other's: days of before this one replay as they were. */
export const TEND_QUALITY = 'tendQuality';

/** The quality system's own records: a day's reminders, and the months that objectives are measured for. */
export interface QualityActivities {
  recordsToRemind(): Promise<readonly string[]>;
  /** Answers how many things were said. */
  remindOfRecords(ids: readonly string[]): Promise<number>;
  objectivesToMeasure(): Promise<readonly string[]>;
  /** Answers how many months were measured. */
  measureObjectives(ids: readonly string[]): Promise<number>;
  /** Proposes what nonconformities and the forecast say may happen; answers how many entries. */
  proposeRisks(): Promise<number>;
}

export interface QmsActivities {
  agenciesWithRecords(): Promise<readonly string[]>;
  /** Says what falls due with an agency, each thing once; answers how many things were said. */
  remindOfDutiesIn(agency: string): Promise<number>;
}
