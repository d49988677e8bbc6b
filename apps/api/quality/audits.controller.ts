/** What an audit has beyond every record: its printed report, its sample drawn again, and whence a nonconformity came. */
import { Controller, Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { auditReportSheet, renderPdf } from '#libs/documents';
import { isSameDraw, type Audit, type QualityRecord } from '#libs/quality';
import { auditOfFinding } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { agenciesSeen } from '../figures/scope.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { id } from '../http/fields.ts';
import { notFound, problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { drawsOf } from './audits-facts.ts';
import { auditReportOf } from './audits-report.ts';
import { QualityService } from './service.ts';

const drawnAgain = z
  .object({
    same: z.boolean(),
    draws: z.array(
      z.object({
        procedure: z.string(),
        population: z.number().int(),
        again: z.number().int(),
        same: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'AuditDrawnAgain' });

const origin = z
  .object({ audit: z.object({ id: z.string(), title: z.string() }).nullable() })
  .meta({ id: 'AuditOrigin' });

@ApiTags('quality')
@Controller('api/quality/audits')
export class AuditsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(QualityService) private readonly service: QualityService,
  ) {}

  /** Báo cáo đánh giá nội bộ. */
  @Get(':id/report')
  @Header('cache-control', 'no-store')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async report(@Me() me: Caller, @Param('id', { schema: id }) of: string): Promise<StreamableFile> {
    const { body, agency } = await this.seen(me, of);
    const report = await auditReportOf(body, agency, await this.service.tools(me));
    const bytes = await renderPdf(auditReportSheet(report));
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: 'inline; filename="bao-cao-danh-gia-noi-bo.pdf"',
      length: bytes.length,
    });
  }

  /** The sample drawn again from the recorded seed, out of what the ledger knew at the recorded moment. */
  @Get(':id/sample')
  @ApiOkResponse({ standardSchema: drawnAgain })
  async sample(@Me() me: Caller, @Param('id', { schema: id }) of: string) {
    const { body, agency } = await this.seen(me, of);
    if (body.sample === null) throw problem(409, 'not-drawn', 'Mẫu hồ sơ chưa được rút.');
    const again = await drawsOf(this.runtime, agency, body, body.sample);
    const draws = body.sample.draws.map((draw, place) => ({
      procedure: draw.procedure,
      population: draw.population,
      again: again[place]?.population ?? 0,
      same: again[place] !== undefined && isSameDraw(draw, again[place]),
    }));
    return { same: draws.every(({ same }) => same), draws };
  }

  /** The audit that a nonconformity came of; null: it came of none, or of one that is not to be seen. */
  @Get('of/:nonconformity')
  @ApiOkResponse({ standardSchema: origin })
  async origin(@Me() me: Caller, @Param('nonconformity', { schema: id }) nonconformity: string) {
    const found = await auditOfFinding(this.runtime.pool, nonconformity);
    if (found === undefined) return { audit: null };
    agenciesSeen(me.authorities, found.agency, this.runtime.now());
    return { audit: { id: found.id, title: found.body.title } };
  }

  private async seen(me: Caller, of: string): Promise<QualityRecord<Audit>> {
    const { record } = await this.service.seen(me, of);
    if (record.kind !== 'audit') throw notFound();
    return record as QualityRecord<Audit>;
  }
}
