/** What an officer is to read, and the ISO procedures that bind an agency beside its other documents. */
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { currentOf } from '#libs/quality';
import { documentsToRead, listEditions } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { namesOf } from '../dossiers/names.ts';
import { DossierReader } from '../dossiers/reader.ts';
import { agenciesSeen } from '../figures/scope.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { after, fileRef, shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';
import { RUNTIME } from '../tokens.ts';

/** Statuses of an ISO procedure's edition that the list of documents leaves out. */
const OVER = new Set(['superseded', 'withdrawn']);

const readingQuery = z.strictObject({ after });
const proceduresQuery = z.strictObject({ agency: shortText });

const reading = z
  .object({
    editions: z.array(
      z.object({
        record: z.string(),
        agency: named,
        code: z.string(),
        title: z.string(),
        edition: z.number().int(),
        from: z.string().nullable(),
        due: z.string(),
        /** Null: an ISO procedure's, which has its own page. */
        file: fileRef.nullable(),
      }),
    ),
  })
  .meta({ id: 'QualityReading' });

const procedures = z
  .object({
    editions: z.array(
      z.object({
        code: z.string(),
        edition: z.number().int(),
        status: z.string(),
        title: z.string(),
        effectiveFrom: z.string(),
      }),
    ),
  })
  .meta({ id: 'QualityProcedures' });

@ApiTags('quality')
@Controller('api/quality/documents')
export class QualityDocumentsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(DossierReader) private readonly reader: DossierReader,
  ) {}

  /** Of the one who asks: what was sent to them and they have not read, the earliest due first. */
  @Get('reading')
  @ApiOkResponse({ standardSchema: reading })
  async reading(
    @Me() me: Caller,
    @Query({ schema: readingQuery }) query: z.infer<typeof readingQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reader.seeOwnWrite(query.after, reply);
    const names = namesOf(await this.runtime.organisation());
    const rows = await documentsToRead(this.runtime.pool, me.authorities.officer);
    return {
      editions: rows.flatMap(({ record, agency, due, body }) => {
        const current = currentOf(body);
        if (!current) return [];
        const { edition, from, file } = current;
        const { code, title } = body;
        return [{ record, agency: names.agency(agency), code, title, edition, from, due, file }];
      }),
    };
  }

  /** Editions in force, about to be, or being made, of the procedures that the agency handles. */
  @Get('procedures')
  @ApiOkResponse({ standardSchema: procedures })
  async procedures(
    @Me() me: Caller,
    @Query({ schema: proceduresQuery }) { agency }: z.infer<typeof proceduresQuery>,
  ) {
    agenciesSeen(me.authorities, agency, this.runtime.now());
    const { assignments } = await this.runtime.organisation();
    const handled = new Set(
      assignments.filter((one) => one.agency === agency).map(({ procedure }) => procedure),
    );
    const editions = await listEditions(this.runtime.pool);
    return {
      editions: editions
        .filter(({ code, status }) => handled.has(code) && !OVER.has(status))
        .map(({ code, edition, status, title, effectiveFrom }) => ({
          code,
          edition,
          status,
          title,
          effectiveFrom,
        })),
    };
  }
}
