/** Attachments and results, kept by the hash of what they hold. */
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { fromRecorded } from '#libs/commands';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { z } from 'zod';
import { DossierReader } from '../dossiers/reader.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { fileRef, id, sha256 } from '../http/fields.ts';
import { notFound, problem } from '../http/problem.ts';
import { FileStore } from './file-store.ts';
import { sendFile } from './send-file.ts';

const stored = fileRef.meta({ id: 'FileRef' });
const ofDossier = z.strictObject({ dossier: id });

@ApiTags('files')
@Controller('api/files')
export class FilesController {
  constructor(
    @Inject(FileStore) private readonly store: FileStore,
    @Inject(DossierReader) private readonly reader: DossierReader,
  ) {}

  /** One file a request; its answer goes into the action that attaches it. */
  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiCreatedResponse({ standardSchema: stored })
  async upload(@Me() _me: Caller, @Req() request: FastifyRequest): Promise<z.infer<typeof stored>> {
    const file = request.isMultipart() ? await request.file() : undefined;
    if (!file) throw problem(400, 'file-missing', 'Vui lòng gửi một tệp (multipart/form-data).');
    const kept = await this.store.keep(file.file);
    return { ...kept, name: file.filename };
  }

  /** Only through a dossier that holds it, and that the one who asks may see. */
  @Get(':sha256')
  async download(
    @Me() me: Caller,
    @Param('sha256', { schema: sha256 }) hash: string,
    @Query({ schema: ofDossier }) { dossier }: z.infer<typeof ofDossier>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { recorded } = await this.reader.read(dossier, me.authorities);
    if (!recorded.map(fromRecorded).some(({ body }) => JSON.stringify(body).includes(hash))) throw notFound();
    await sendFile(reply, this.store, hash);
  }
}
