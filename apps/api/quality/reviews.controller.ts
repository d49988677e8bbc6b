/** A management review on paper, and its inputs counted again as of the moment at which they were taken. */
import { Controller, Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { managementReviewMinutes, renderPdf } from '#libs/documents';
import { CLAUSE_OF, FIGURE_WORDS, type Review } from '#libs/quality';
import { reviewPack } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { id } from '../http/fields.ts';
import { notFound, problem } from '../http/problem.ts';
import { whenReady } from '../scoring/scoring.service.ts';
import { RUNTIME } from '../tokens.ts';
import { minutesOf } from './reviews-minutes.ts';
import { QualityService } from './service.ts';

const PDF = 'application/pdf';

const figure = z.union([z.number(), z.boolean()]).nullable();
const recounted = z
  .object({
    asOf: z.string(),
    same: z.boolean(),
    differences: z.array(
      z.object({
        clause: z.string(),
        name: z.string(),
        words: z.object({ vi: z.string(), en: z.string() }),
        frozen: figure,
        counted: figure,
      }),
    ),
  })
  .meta({ id: 'ReviewRecounted' });

@ApiTags('quality')
@Controller('api/quality/reviews')
export class ReviewsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(QualityService) private readonly service: QualityService,
  ) {}

  /** The minutes; before the meeting what its members are given to read. */
  @Get(':id/minutes')
  @Header('cache-control', 'no-store')
  @ApiProduces(PDF)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async minutes(@Me() me: Caller, @Param('id', { schema: id }) of: string): Promise<StreamableFile> {
    const record = await this.review(me, of);
    const minutes = minutesOf(record, await this.runtime.organisation());
    if (minutes === null) throw NOT_PREPARED();
    const pdf = await renderPdf(managementReviewMinutes(minutes));
    const disposition = `inline; filename="xem-xet-lanh-dao-${of}.pdf"`;
    return new StreamableFile(pdf, { type: PDF, length: pdf.length, disposition });
  }

  /** The same inputs of what was known then; they differ where somebody changed the organisation's data backwards. */
  @Get(':id/recounted')
  @ApiOkResponse({ standardSchema: recounted })
  async recounted(
    @Me() me: Caller,
    @Param('id', { schema: id }) of: string,
  ): Promise<z.infer<typeof recounted>> {
    const { agency, body } = await this.review(me, of);
    const { pack, from, to } = body as Review;
    if (pack === null) throw NOT_PREPARED();
    const { asOf } = pack;
    const again = await whenReady(reviewPack(this.runtime, { agency, from, to, asOf }));
    const counted = new Map(
      again.inputs.flatMap(({ figures }) => figures.map(({ name, value }) => [name, value])),
    );
    const differences = pack.inputs.flatMap(({ code, figures }) =>
      figures.flatMap(({ name, value: frozen }) => {
        const now = counted.get(name) ?? null;
        const said = { clause: CLAUSE_OF[code], name, words: FIGURE_WORDS[name] };
        return now === frozen ? [] : [{ ...said, frozen, counted: now }];
      }),
    );
    return { asOf, same: differences.length === 0, differences };
  }

  private async review(me: Caller, of: string) {
    const { record } = await this.service.seen(me, of);
    if (record.kind !== 'review') throw notFound();
    return record;
  }
}

const NOT_PREPARED = () => problem(409, 'not-prepared', 'Chưa lấy số liệu đầu vào của cuộc họp.');
