/** What the administrator's routes answer. */
import { z } from 'zod';
import { named } from '../http/named.ts';
import { jobShape } from './jobs.ts';

const validity = { validFrom: z.string(), validTo: z.string().nullable() };

export const changedView = z
  .object({ version: z.number().int(), id: z.string() })
  .meta({ id: 'OrganisationChange' });

export const accountList = z
  .object({
    accounts: z.array(
      z.object({
        username: z.string(),
        officer: named,
        title: z.string(),
        unit: named,
        agency: named,
        /** False: holds no post today and can't log in. */
        inPost: z.boolean(),
        disabled: z.boolean(),
        mustChange: z.boolean(),
        createdAt: z.iso.datetime(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'Accounts' });

export const madeAccount = z
  .object({
    username: z.string(),
    /** Shown this once. */
    temporaryPassword: z.string().nullable(),
  })
  .meta({ id: 'MadeAccount' });

export const peopleList = z
  .object({
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        title: z.string(),
        unit: named,
        agency: named,
        accounts: z.array(z.string()),
        ...validity,
      }),
    ),
    more: z.boolean(),
  })
  .meta({ id: 'FoundPeople' });

const held = z.object({ id: z.string(), role: z.string(), unit: named, ...validity });
const granted = z.object({ id: z.string(), role: z.string(), scope: named.nullable(), ...validity });
export const personView = z
  .object({
    id: z.string(),
    name: z.string(),
    title: z.string(),
    email: z.string().nullable(),
    unit: named,
    agency: named,
    ...validity,
    holdings: z.array(held),
    grants: z.array(granted),
    accounts: z.array(
      z.object({
        username: z.string(),
        disabled: z.boolean(),
        mustChange: z.boolean(),
        /** What was done to it, when and by whom. */
        history: z.array(z.object({ what: z.string(), at: z.iso.datetime(), by: named })),
      }),
    ),
  })
  .meta({ id: 'Person' });

const agency = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: z.string(),
  parent: named.nullable(),
  isoMandatory: z.boolean(),
  ...validity,
});
export const agencyList = z
  .object({ agencies: z.array(agency.extend({ units: z.number().int(), officers: z.number().int() })) })
  .meta({ id: 'AdminAgencies' });

const hours = z.object({
  id: z.string(),
  validFrom: z.string(),
  sessions: z.array(z.object({ from: z.string(), to: z.string() })),
  weekdays: z.array(z.number().int()),
  ignoresHolidays: z.boolean(),
});
export const agencyView = z
  .object({
    agency,
    units: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        function: z.string(),
        officers: z.number().int(),
        ...validity,
      }),
    ),
    officeHours: z.array(hours),
    /** Whose hours count while the agency has none of its own. */
    hoursFrom: named.nullable(),
  })
  .meta({ id: 'AdminAgency' });

const day = z.object({
  date: z.string(),
  kind: z.string(),
  name: z.string(),
  verified: z.union([z.literal(false), z.string()]).optional(),
});
const moved = z.object({
  dossier: z.uuid(),
  code: z.string(),
  before: z.iso.datetime().nullable(),
  after: z.iso.datetime().nullable(),
});
export const rePlanningView = z
  .object({
    ...jobShape,
    asked: z.object({ version: z.string() }),
    reached: z.object({
      recounted: z.number().int().default(0),
      unchanged: z.number().int().default(0),
      refused: z.number().int().default(0),
      /** Whose date of return moved, the first of them. */
      moved: z.array(moved).default([]),
      movedCount: z.number().int().default(0),
    }),
  })
  .meta({ id: 'RePlanning' });
export type RePlannedSoFar = z.output<typeof rePlanningView>['reached'];

export const calendarView = z
  .object({
    version: z.string(),
    years: z.array(
      z.object({
        year: z.number().int(),
        verified: z.union([z.boolean(), z.literal('partial')]),
        sources: z.array(z.string()),
        note: z.string().nullable(),
        days: z.array(day),
        /** Working days of a five-day week. */
        workingDays: z.number().int(),
      }),
    ),
    versions: z.array(z.object({ version: z.string(), at: z.iso.datetime().nullable(), by: z.string() })),
    rePlannings: z.array(rePlanningView),
  })
  .meta({ id: 'AdminCalendar' });

export const calendarDifference = z
  .object({
    changes: z.array(z.object({ date: z.string(), before: day.nullable(), after: day.nullable() })),
    /** Whose due moments are counted again. */
    openDossiers: z.number().int(),
  })
  .meta({ id: 'CalendarDifference' });

export const changeLogView = z
  .object({
    changes: z.array(
      z.object({
        version: z.number().int(),
        at: z.iso.datetime(),
        by: z.string(),
        /** The first of a version's. */
        records: z.array(z.object({ type: z.string(), record: z.string(), name: z.string() })),
        count: z.number().int(),
      }),
    ),
    /** Up to which version the ledger holds a digest. */
    onRecord: z.number().int(),
    next: z.number().int().nullable(),
  })
  .meta({ id: 'OrganisationLog' });

export const systemView = z
  .object({
    versions: z.array(z.object({ part: z.string(), version: z.string() })),
    organisation: z.number().int(),
    calendar: z.string(),
    startedAt: z.iso.datetime(),
  })
  .meta({ id: 'SystemVersions' });
