/** Another system's status log beside the agency's procedures: sent, mapped, compared, looked into, acted upon. */
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { mayRaise } from '#libs/nonconformity/corrective-action';
import type { Runtime } from '#libs/runtime';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { namesOf } from '../dossiers/names.ts';
import { FileStore } from '../files/file-store.ts';
import { officerActor } from '../http/actor.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { id } from '../http/fields.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { problem } from '../http/problem.ts';
import { recorded } from '../nonconformities/view.ts';
import { qualityReply } from '../quality/view.ts';
import { RUNTIME } from '../tokens.ts';
import {
  compareBody,
  casesQuery,
  changeBody,
  draftBody,
  findingBody,
  listQuery,
  previewBody,
  stepsBody,
  uploadQuery,
} from './contract.ts';
import type {
  CasesQuery,
  ChangeBody,
  CompareBody,
  DraftBody,
  FindingBody,
  ListQuery,
  PreviewBody,
  StepsBody,
} from './contract.ts';
import { differencesCsv } from './export.ts';
import { FindingService } from './findings.ts';
import { Matching } from './matching.ts';
import { ComparisonService } from './service.ts';
import { ComparisonStore } from './store.ts';
import { caseRow, partView } from './result.ts';
import { casePage, comparison, comparisonList, drafted, logFile, made, preview, proposals } from './view.ts';

@ApiTags('comparisons')
@Controller('api/comparisons')
export class ComparisonsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(ComparisonService) private readonly service: ComparisonService,
    @Inject(ComparisonStore) private readonly store: ComparisonStore,
    @Inject(Matching) private readonly matching: Matching,
    @Inject(FindingService) private readonly finding: FindingService,
    @Inject(FileStore) private readonly files: FileStore,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: comparisonList })
  async list(@Me() me: Caller, @Query({ schema: listQuery }) { agency }: ListQuery) {
    if (agency !== undefined) this.service.permit(me, agency);
    const agencies = this.service.agenciesOf(me);
    if (agencies.length === 0)
      throw problem(403, 'not-permitted', 'Trang dành cho thư ký ISO và đánh giá viên.');
    const names = namesOf(await this.runtime.organisation());
    const rows = await this.store.list(agency === undefined ? agencies : [agency]);
    return {
      comparisons: rows.map(
        ({ id: one, title, agency: of, by, at, file, procedures, findings, summary }) => ({
          id: one,
          title,
          at,
          procedures,
          findings,
          cases: summary.cases,
          same: summary.same,
          inOrder: summary.inOrder,
          agency: names.agency(of),
          by: names.officer(by),
          file: file.name,
        }),
      ),
      agencies: agencies.map((one) => names.agency(one)),
    };
  }

  /** One log a request (CSV or XES, plain or .gz); what is answered goes into what is asked of it. */
  @Post('files')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiOkResponse({ standardSchema: logFile })
  async upload(
    @Me() me: Caller,
    @Query({ schema: uploadQuery }) { agency }: z.infer<typeof uploadQuery>,
    @Req() request: FastifyRequest,
  ) {
    this.service.permit(me, agency);
    const file = request.isMultipart() ? await request.file() : undefined;
    if (!file) throw problem(400, 'file-missing', 'Vui lòng gửi một tệp (multipart/form-data).');
    const kept = await this.files.keep(file.file, 'event-log');
    return { ...kept, name: file.filename };
  }

  /** Nothing is kept: what the log holds, and what its columns and words most likely mean. */
  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: preview })
  preview(@Me() me: Caller, @Body({ schema: previewBody }) body: PreviewBody) {
    return this.service.preview(me, body);
  }

  /** Nothing is kept: which activity is most likely which step. */
  @Post('steps')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: proposals })
  steps(@Me() me: Caller, @Body({ schema: stepsBody }) body: StepsBody) {
    return this.service.propose(me, body);
  }

  /** Nothing is kept: a procedure as most cases of the log go, in the names of its file. */
  @Post('drafts')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: drafted })
  draft(@Me() me: Caller, @Body({ schema: draftBody }) body: DraftBody) {
    return this.service.draft(me, body);
  }

  @Post()
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: made })
  async compare(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: compareBody }) body: CompareBody,
  ) {
    return { id: await this.service.compare(me, key, body) };
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: comparison })
  async show(@Me() me: Caller, @Param('id', { schema: id }) comparisonId: string) {
    const { agency, by, asked, ...rest } = await this.service.seen(me, comparisonId);
    const names = namesOf(await this.runtime.organisation());
    const findings = await this.store.findings(comparisonId);
    const parts = await this.store.parts(comparisonId);
    const matching = await this.matching.of(parts, findings);
    const now = this.runtime.now();
    return {
      ...rest,
      agency: names.agency(agency),
      by: names.officer(by),
      fields: asked.fields,
      parts: await Promise.all(
        parts.map(async (part) =>
          partView(
            part,
            await this.service.edition(part.procedure, part.edition),
            findings,
            matching.get(part.part)!,
          ),
        ),
      ),
      mayRaise: mayRaise(officerActor(me.authorities), agency, now),
    };
  }

  /** The cases of one procedure: all, those with a kind of difference, or with one difference. */
  @Get(':id/cases')
  @ApiOkResponse({ standardSchema: casePage })
  async cases(
    @Me() me: Caller,
    @Param('id', { schema: id }) comparisonId: string,
    @Query({ schema: casesQuery }) query: CasesQuery,
  ) {
    await this.service.seen(me, comparisonId);
    const { rows, total } = await this.store.cases(comparisonId, query);
    const last = rows.length === query.limit ? rows.at(-1)?.no : undefined;
    return { total, rows: rows.map(caseRow), next: last ?? null };
  }

  /** A row a difference of a case. */
  @Get(':id/differences.csv')
  @Header('cache-control', 'no-store')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async csv(@Me() me: Caller, @Param('id', { schema: id }) comparisonId: string): Promise<StreamableFile> {
    await this.service.seen(me, comparisonId);
    const parts = await this.store.parts(comparisonId);
    const editions = await Promise.all(
      parts.map(({ procedure, edition }) => this.service.edition(procedure, edition)),
    );
    return new StreamableFile(Readable.from(differencesCsv(this.store, comparisonId, parts, editions)), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="doi-chieu.csv"',
    });
  }

  /** A difference becomes a nonconformity. */
  @Post(':id/nonconformities')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: recorded })
  async raise(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Param('id', { schema: id }) comparisonId: string,
    @Body({ schema: findingBody }) body: FindingBody,
  ) {
    return this.finding.raise(me, key, await this.service.seen(me, comparisonId), body);
  }

  /** A difference asks the procedure to change. */
  @Post(':id/change-requests')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: qualityReply })
  async request(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Param('id', { schema: id }) comparisonId: string,
    @Body({ schema: changeBody }) body: ChangeBody,
  ) {
    return this.finding.request(me, key, await this.service.seen(me, comparisonId), body);
  }
}
