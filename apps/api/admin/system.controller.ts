/** Administrators: which versions are running. How the parts are doing, `api/health` tells. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { packageRoot } from '#libs/platform';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { RUNTIME } from '../tokens.ts';
import { DirectoryChanges } from './directory-changes.ts';
import { systemView } from './view.ts';

const product = z.object({ version: z.string() });

@ApiTags('admin')
@Controller('api/admin/system')
export class SystemController {
  private readonly startedAt = new Date().toISOString();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(DirectoryChanges) private readonly changes: DirectoryChanges,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: systemView })
  async system(@Me() me: Caller) {
    this.changes.refuseUnlessAdmin(me);
    const { pool, calendarStore } = this.runtime;
    await calendarStore.refresh();
    const { rows } = await pool.query<{ server_version: string }>('show server_version');
    const manifest: unknown = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8'));
    return {
      versions: [
        { part: 'dunghan', version: product.parse(manifest).version },
        { part: 'node', version: process.versions.node },
        { part: 'postgresql', version: rows[0]!.server_version },
      ],
      organisation: (await this.runtime.organisation()).version,
      calendar: calendarStore.current().version,
      startedAt: this.startedAt,
    };
  }
}
