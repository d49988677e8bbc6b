/** The demo's pages and accounts, for whoever tries the product; not there otherwise. */
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DEMO_PASSWORD, demoAccounts } from '#libs/demo';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { Public } from '../http/authentication.ts';
import { notFound } from '../http/problem.ts';
import { RUNTIME, SETTINGS } from '../tokens.ts';
import type { Settings } from '../tokens.ts';

const demo = z
  .object({
    pages: z.array(z.object({ path: z.string(), what: z.string() })),
    accounts: z.array(
      z.object({ username: z.string(), password: z.string(), role: z.string(), name: z.string() }),
    ),
  })
  .meta({ id: 'Demo' });

const PAGES = [
  { path: '/', what: 'Cổng làm việc' },
  { path: '/tra-cuu', what: 'Tra cứu hồ sơ (công dân)' },
  { path: '/api/docs', what: 'API' },
  { path: '/api/health', what: 'Tình trạng các phần' },
];

@ApiTags('operation')
@Public()
@Controller('api/demo')
export class DemoController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: demo })
  async demo(): Promise<z.infer<typeof demo>> {
    if (!this.settings.demo) throw notFound();
    const { officers } = await this.runtime.organisation();
    const accounts = demoAccounts().map(({ username, officer, what }) => ({
      username,
      password: DEMO_PASSWORD,
      role: what,
      name: officers.get(officer)?.name ?? officer,
    }));
    return { pages: PAGES, accounts };
  }
}
