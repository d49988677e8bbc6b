/** A year on paper: the committee's report, an agency's sheet, the files that prove it; and how the years went. */
import { Controller, Get, Header, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { agencyScoreSheet, committeeReport, committeeWorkbook, renderPdf } from '#libs/documents';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { FileStore } from '../files/file-store.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { sha256 } from '../http/fields.ts';
import { notFound } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { agencyId, reportQuery, trendQuery, yearId } from './contract.ts';
import { reportOf, trendOf } from './report.ts';
import { scoreSheetOf } from './score-sheet.ts';
import { ScoringService } from './scoring.service.ts';
import { trendView } from './years-view.ts';

const PDF = 'application/pdf';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const BINARY = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('scoring')
@Controller('api/scoring')
export class ScoringReportsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(ScoringService) private readonly scoring: ScoringService,
    @Inject(FileStore) private readonly store: FileStore,
  ) {}

  /** Year by year as published, the oldest first: classes and mean of each set; with `agency` its own score, too. */
  @Get('trend')
  @ApiOkResponse({ standardSchema: trendView })
  async trend(@Query({ schema: trendQuery }) { agency }: z.infer<typeof trendQuery>) {
    return { years: await trendOf(this.runtime, agency) };
  }

  /** After the decision the committee's, after publication everybody's: the report to the People's Committee. */
  @Get('years/:year/report')
  @Header('cache-control', 'no-store')
  @ApiProduces(PDF, XLSX)
  @ApiOkResponse(BINARY)
  async report(
    @Me() me: Caller,
    @Param('year', { schema: yearId }) id: string,
    @Query({ schema: reportQuery }) { format }: z.infer<typeof reportQuery>,
  ): Promise<StreamableFile> {
    const year = await this.scoring.year(id);
    this.scoring.refuseUnpublished(me, year);
    const report = await reportOf(this.runtime, year);
    const bytes =
      format === 'pdf' ? await renderPdf(committeeReport(report)) : await committeeWorkbook(report);
    return new StreamableFile(bytes, {
      type: format === 'pdf' ? PDF : XLSX,
      length: bytes.length,
      disposition: `${format === 'pdf' ? 'inline' : 'attachment'}; filename="bao-cao-cham-diem-${id}.${format}"`,
    });
  }

  /** One agency's sheet as PDF, for those who may see it. */
  @Get('years/:year/agencies/:agency/print')
  @Header('cache-control', 'no-store')
  @ApiProduces(PDF)
  @ApiOkResponse(BINARY)
  async print(
    @Me() me: Caller,
    @Param('year', { schema: yearId }) id: string,
    @Param('agency', { schema: agencyId }) agency: string,
  ): Promise<StreamableFile> {
    const { year, participant } = await this.scoring.seen(me, id, agency);
    const pdf = await renderPdf(agencyScoreSheet(await scoreSheetOf(this.runtime, year, participant)));
    const disposition = `inline; filename="phieu-cham-diem-${id}-${agency}.pdf"`;
    return new StreamableFile(pdf, { type: PDF, length: pdf.length, disposition });
  }

  /** A file that proves a criterion or an appeal: only through a sheet that holds it and that one may see. */
  @Get('years/:year/agencies/:agency/files/:sha256')
  async file(
    @Me() me: Caller,
    @Param('year', { schema: yearId }) id: string,
    @Param('agency', { schema: agencyId }) agency: string,
    @Param('sha256', { schema: sha256 }) hash: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { year } = await this.scoring.seen(me, id, agency);
    const known = await this.scoring.fileOf(year, agency, hash);
    const file = known && (await this.store.open(hash));
    if (!file) throw notFound();
    await reply
      .header('content-type', file.mediaType)
      .header('content-length', file.bytes)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(known.name)}`)
      .header('x-content-type-options', 'nosniff')
      .send(file.stream);
  }
}
