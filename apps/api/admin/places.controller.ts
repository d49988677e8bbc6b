/** Administrators: agencies, their units and office hours, each with the days it is valid; and the log of changes. */
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { recordChanges } from '#libs/directory';
import type { ChangeRow } from '#libs/directory';
import type { Agency, OrganisationSnapshot } from '#libs/organisation';
import type { Runtime } from '#libs/runtime';
import type { z } from 'zod';
import { namesOf, type Names } from '../dossiers/names.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { notFound } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { agencyBody, hoursBody, idQuery, logQuery, unitBody } from './contract.ts';
import { DirectoryChanges } from './directory-changes.ts';
import { agencyList, agencyView, changedView, changeLogView } from './view.ts';

const LOG_ROWS = 200;
const NAMED_PER_VERSION = 10;

@ApiTags('admin')
@Controller('api/admin')
export class PlacesController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(DirectoryChanges) private readonly changes: DirectoryChanges,
  ) {}

  @Get('agencies')
  @ApiOkResponse({ standardSchema: agencyList })
  async agencies(@Me() me: Caller) {
    this.changes.refuseUnlessAdmin(me);
    const organisation = await this.runtime.organisation();
    const names = namesOf(organisation);
    const agencyOf = new Map([...organisation.units.values()].map(({ id, agency }) => [id, agency]));
    const units = countBy(organisation.units.values(), ({ agency }) => agency);
    const officers = countBy(organisation.officers.values(), ({ unit }) => agencyOf.get(unit) ?? '');
    return {
      agencies: organisation.snapshot.agencies.map((one) => ({
        ...agencyShown(one, names),
        units: units.get(one.id) ?? 0,
        officers: officers.get(one.id) ?? 0,
      })),
    };
  }

  @Get('agency')
  @ApiOkResponse({ standardSchema: agencyView })
  async agency(@Me() me: Caller, @Query({ schema: idQuery }) { id }: z.infer<typeof idQuery>) {
    this.changes.refuseUnlessAdmin(me);
    const organisation = await this.runtime.organisation();
    const { snapshot } = organisation;
    const agency = snapshot.agencies.find((one) => one.id === id);
    if (!agency) throw notFound();
    const names = namesOf(organisation);
    const officers = countBy(organisation.officers.values(), ({ unit }) => unit);
    const from = hoursFrom(snapshot, agency);
    return {
      agency: agencyShown(agency, names),
      units: snapshot.units
        .filter((unit) => unit.agency === id)
        .map(({ agency: _of, ...unit }) => ({ ...unit, officers: officers.get(unit.id) ?? 0 })),
      officeHours: snapshot.officeHours
        .filter((hours) => hours.agency === id)
        .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
        .map(({ agency: _of, ...hours }) => ({
          ...hours,
          sessions: [...hours.sessions],
          weekdays: [...hours.weekdays],
        })),
      hoursFrom: from === null ? null : names.agency(from),
    };
  }

  /** A new agency, or one that is known as it is from now on. */
  @Post('agencies')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: changedView })
  async saveAgency(@Me() me: Caller, @Body({ schema: agencyBody }) body: z.infer<typeof agencyBody>) {
    const saved = await this.changes.apply(me, { type: 'AgencyRecorded', body });
    return { ...saved, id: body.id };
  }

  @Post('units')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: changedView })
  async saveUnit(@Me() me: Caller, @Body({ schema: unitBody }) body: z.infer<typeof unitBody>) {
    const saved = await this.changes.apply(me, { type: 'UnitRecorded', body });
    return { ...saved, id: body.id };
  }

  /** From that day until the agency's next entry; one of the same day is replaced. */
  @Post('office-hours')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: changedView })
  async saveHours(@Me() me: Caller, @Body({ schema: hoursBody }) body: z.infer<typeof hoursBody>) {
    const { officeHours } = await this.runtime.directory.loadOrganisation();
    const known = officeHours.find((one) => one.agency === body.agency && one.validFrom === body.validFrom);
    const id = known?.id ?? `${body.agency}/${body.validFrom}`;
    const weekdays = [...new Set(body.weekdays)].toSorted((a, b) => a - b);
    const saved = await this.changes.apply(me, {
      type: 'OfficeHoursRecorded',
      body: { ...body, id, weekdays },
    });
    return { ...saved, id };
  }

  /** Who changed what in the organisation, the newest first. */
  @Get('changes')
  @ApiOkResponse({ standardSchema: changeLogView })
  async log(@Me() me: Caller, @Query({ schema: logQuery }) { before }: z.infer<typeof logQuery>) {
    this.changes.refuseUnlessAdmin(me);
    const { directory, ledger } = this.runtime;
    const rows = await directory.changeLog(before, LOG_ROWS);
    const versions = [...Map.groupBy(rows, ({ version }) => version).values()];
    // The last one may have been cut by the limit: it begins the next page.
    const whole = rows.length < LOG_ROWS || versions.length === 1 ? versions : versions.slice(0, -1);
    return {
      changes: whole.map((one) => {
        const { version, at, by } = one[0]!;
        const records = one.slice(0, NAMED_PER_VERSION).map(({ type, record, body }) => ({
          type,
          record,
          name: nameIn(body),
        }));
        return { version, at: new Date(at).toISOString(), by, records, count: one.length };
      }),
      onRecord: await recordChanges(ledger, directory),
      next: rows.length < LOG_ROWS ? null : (whole.at(-1)?.[0]?.version ?? null),
    };
  }
}

const agencyShown = ({ parent, ...agency }: Agency, names: Names) => ({
  ...agency,
  parent: parent === null ? null : names.agency(parent),
});

/** An agency without hours of its own has those of the nearest above. */
function hoursFrom({ agencies, officeHours }: OrganisationSnapshot, agency: Agency): string | null {
  const byId = new Map(agencies.map((one) => [one.id, one]));
  const withHours = new Set(officeHours.map((hours) => hours.agency));
  for (
    let one: Agency | undefined = agency;
    one;
    one = one.parent === null ? undefined : byId.get(one.parent)
  ) {
    if (withHours.has(one.id)) return one.id;
  }
  return null;
}

function countBy<T>(rows: Iterable<T>, keyOf: (row: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return counts;
}

const nameIn = (body: ChangeRow['body']): string => ('name' in body ? body.name : '');
