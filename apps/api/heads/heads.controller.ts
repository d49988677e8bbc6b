/**
 * The ledger's signed heads, for anybody: whoever keeps them can tell later whether the ledger was changed behind them. A
 * line each, as in the file of heads, so that `dunghan ledger verify --heads URL` and `--heads FILE` read the same.
 */
import { Controller, Get, Header, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { headText, publicationIn, publicPem, type Publication } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../http/authentication.ts';
import { notFound } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';

const LINES = 'application/x-ndjson; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';
/** RFC 3161, 3.4. */
const STAMP = 'application/timestamp-reply';
const MAX_HEADS = 1_000;
/** The tree only grows: what is full stays as it is. */
const FOR_EVER = 'public, max-age=86400, immutable';
const FOR_A_MOMENT = 'public, max-age=1';
const FOR_A_MINUTE = 'public, max-age=60';

const headsQuery = z.object({
  from: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(MAX_HEADS).default(MAX_HEADS),
});
const size = z.coerce.number().int().min(1);

const head = z.object({
  size: z.number().int(),
  root: z.string(),
  position: z.string(),
  at: z.iso.datetime(),
  keyId: z.string(),
  signature: z.string(),
});
const latestView = z
  .object({
    head: head.nullable(),
    keys: z.array(z.object({ id: z.string(), pem: z.string() })),
    stamp: z.object({ size: z.number().int(), at: z.iso.datetime() }).nullable(),
    restores: z.array(
      z.object({
        restoredTo: z.number().int(),
        epoch: z.number().int(),
        at: z.iso.datetime(),
        keyId: z.string(),
        signature: z.string(),
      }),
    ),
  })
  .meta({ id: 'LatestHead' });

const TEXT_ANSWER = { schema: { type: 'string' as const } };
const BINARY_ANSWER = { schema: { type: 'string' as const, format: 'binary' } };

@ApiTags('heads')
@Public()
@Controller('api/heads')
export class HeadsController {
  private readonly published: Publication;

  constructor(@Inject(RUNTIME) { pool }: Runtime) {
    this.published = publicationIn(pool);
  }

  /**
   * Heads from a size on, each a line of JSON; before the first of all, the restores on record. `Link: …; rel="next"`
   * leads to what follows. Whoever keeps a copy looks for restores in `latest`: one that leads back to before the copy's
   * last head is appended to it, and heads are read on from there.
   */
  @Get()
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse(TEXT_ANSWER)
  async heads(
    @Query({ schema: headsQuery }) { from, limit }: z.infer<typeof headsQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const restores = await this.published.restores();
    const heads = await this.published.heads(from, limit);
    const isFull = heads.length === limit;
    void reply.header('content-type', LINES);
    // A restore takes back what was said to be for ever: then nothing is.
    void reply.header('cache-control', isFull && restores.length === 0 ? FOR_EVER : FOR_A_MOMENT);
    if (isFull) {
      void reply.header('link', `</api/heads?from=${heads.at(-1)!.size + 1}&limit=${limit}>; rel="next"`);
    }
    return [...(from === 1 ? restores : []), ...heads]
      .map((record) => `${JSON.stringify(record)}\n`)
      .join('');
  }

  /** The last head, the public keys, the last time-stamp, restores on record: what to write down, or to print in a newspaper. */
  @Get('latest')
  @Header('cache-control', FOR_A_MOMENT)
  @ApiOkResponse({ standardSchema: latestView })
  async latest(): Promise<z.infer<typeof latestView>> {
    const [last, keys, stamp] = [
      await this.published.lastHead(),
      await this.published.keys(),
      await this.published.lastStamp(),
    ];
    return {
      head: last ?? null,
      keys: [...keys].map(([id, key]) => ({ id, pem: publicPem(key) })),
      stamp: stamp ? { size: stamp.size, at: stamp.at } : null,
      restores: [...(await this.published.restores())],
    };
  }

  /** The text that is signed and time-stamped, byte for byte. */
  @Get(':size/text')
  @Header('content-type', TEXT)
  @Header('cache-control', FOR_A_MINUTE)
  @ApiProduces('text/plain')
  @ApiOkResponse(TEXT_ANSWER)
  async text(@Param('size', { schema: size }) at: number): Promise<string> {
    const found = await this.published.head(at);
    if (!found) throw notFound();
    return headText(found);
  }

  /** Its time-stamp (a TimeStampToken in DER): `openssl ts -verify -token_in -in … -data text -CAfile …`. */
  @Get(':size/timestamp')
  @Header('cache-control', FOR_A_MINUTE)
  @ApiProduces(STAMP)
  @ApiOkResponse(BINARY_ANSWER)
  async timestamp(@Param('size', { schema: size }) at: number): Promise<StreamableFile> {
    const found = await this.published.stamp(at);
    if (!found) throw notFound();
    return new StreamableFile(found.token, { type: STAMP });
  }
}
