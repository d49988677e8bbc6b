/** What goes between the daily look at the agencies' systems and its activities. */

/** The workflow's name is its type in Temporal: procedures' codes are never spelled like it. */
export const REMIND_OF_DUTIES = 'remindOfDuties';

export interface QmsActivities {
  agenciesWithRecords(): Promise<readonly string[]>;
  /** Says what falls due with an agency, each thing once; answers how many things were said. */
  remindOfDutiesIn(agency: string): Promise<number>;
}
