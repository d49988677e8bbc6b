/** Of each part whether it is up, and how far behind. Answers 503 only when the API itself can't serve. */
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { readStatus } from '#libs/platform';
import { reportedStatuses } from '#libs/read-models';
import type { ReportedStatus } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { FilesState } from '../files/files-state.ts';
import { Public } from '../http/authentication.ts';
import { RUNTIME, SETTINGS } from '../tokens.ts';
import type { Settings } from '../tokens.ts';

/** A part that has said nothing for this long is taken for down. */
const SILENT_SECONDS = 15;

const part = z.object({
  up: z.boolean(),
  state: z.string(),
  lagEvents: z.number().nullable(),
  lagSeconds: z.number().nullable(),
  detail: z.record(z.string(), z.unknown()).optional(),
});
const health = z.object({ ok: z.boolean(), parts: z.record(z.string(), part) }).meta({ id: 'Health' });
type Health = z.infer<typeof health>;
type Part = z.infer<typeof part>;

@ApiTags('operation')
@Public()
@Controller('api/health')
export class HealthController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(FilesState) private readonly files: FilesState,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: health })
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const launched = this.settings.dataFolder === undefined ? {} : readStatus(this.settings.dataFolder);
    const parts: Record<string, Part> = {
      api: { up: true, state: 'up', lagEvents: null, lagSeconds: null },
      files: await this.files.part(),
    };
    for (const [name, { state, detail, restarts }] of Object.entries(launched)) {
      if (name === 'api') continue;
      parts[name] = {
        up: state === 'up' || state === 'external',
        state,
        lagEvents: null,
        lagSeconds: null,
        detail: {
          ...(detail && { detail }),
          ...(restarts !== undefined && { restarts }),
        },
      };
    }
    try {
      for (const reported of latestOf(await reportedStatuses(this.runtime.pool))) {
        parts[reported.part] = { ...parts[reported.part], ...partOf(reported) };
      }
      parts['postgres'] = {
        ...parts['postgres'],
        up: true,
        state: 'up',
        lagEvents: null,
        lagSeconds: await this.heldSeconds(),
      };
    } catch {
      parts['postgres'] = { up: false, state: 'down', lagEvents: null, lagSeconds: null };
      void reply.status(503);
    }
    return { ok: Object.values(parts).every(({ up }) => up), parts };
  }

  /** How long the oldest open write transaction has been holding readers back. */
  private async heldSeconds(): Promise<number> {
    const since = await this.runtime.ledger.heldSince();
    return since === undefined ? 0 : Math.max(0, (Date.now() - Date.parse(since)) / 1_000);
  }
}

const latestOf = (reports: readonly ReportedStatus[]): ReportedStatus[] => [
  ...new Map(reports.toReversed().map((report) => [report.part, report])).values(),
];

function partOf({ ageSeconds, lagEvents, lagSeconds, detail }: ReportedStatus): Part {
  const up = ageSeconds < SILENT_SECONDS;
  return {
    up,
    state: up ? 'up' : 'silent',
    lagEvents: lagEvents ?? null,
    lagSeconds: lagSeconds ?? null,
    ...(detail && { detail: { ...detail } }),
  };
}
