/** Printed forms as PDF: those a dossier has come to, and a unit's register. */
import { Controller, Get, Header, Inject, Param, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { lookupUrl, printables, renderPdf, surveyUrl } from '#libs/documents';
import type { Layout, Printable } from '#libs/documents';
import type { Runtime } from '#libs/runtime';
import type { FastifyRequest } from 'fastify';
import { namesOf } from '../dossiers/names.ts';
import { DossierReader } from '../dossiers/reader.ts';
import type { ReadDossier } from '../dossiers/reader.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { id } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { RUNTIME, SETTINGS } from '../tokens.ts';
import type { Settings } from '../tokens.ts';
import { dossierForm, formQuery, printableForms, registerQuery } from './contract.ts';
import type { DossierForm, FormQuery, RegisterQuery } from './contract.ts';
import { registerOf } from './register-sheet.ts';
import { sheetOf } from './sheets.ts';

const PDF = 'application/pdf';
const PDF_ANSWER = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('print')
@Controller('api')
export class PrintController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(DossierReader) private readonly reader: DossierReader,
  ) {}

  /** The forms the dossier has come to so far: what the page's print menu offers. */
  @Get('dossiers/:id/print')
  @ApiOkResponse({ standardSchema: printableForms })
  async list(@Me() me: Caller, @Param('id', { schema: id }) dossier: string) {
    const { events, state } = await this.reader.read(dossier, me.authorities);
    return { forms: printables(events, state).map(shown) };
  }

  /** 409 while the dossier has not come to that form; `allowed` says to which it has. */
  @Get('dossiers/:id/print/:form')
  @Header('cache-control', 'no-store')
  @ApiProduces(PDF)
  @ApiOkResponse(PDF_ANSWER)
  async print(
    @Me() me: Caller,
    @Param('id', { schema: id }) dossier: string,
    @Param('form', { schema: dossierForm }) form: DossierForm,
    @Query({ schema: formQuery }) { nth }: FormQuery,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const read = await this.reader.read(dossier, me.authorities);
    const all = printables(read.events, read.state);
    const wanted = all.findLast((one) => one.form === form && (nth === undefined || one.nth === nth));
    if (!wanted) {
      throw problem(409, 'form-not-applicable', 'Hồ sơ chưa có biểu mẫu này.', {
        state: read.state.status,
        allowed: all.map(shown),
      });
    }
    const code = 'code' in read.state ? read.state.code : dossier;
    return pdf(await this.sheet(wanted, read, request), `${form}-${code}`);
  }

  /** Sổ theo dõi: one's own unit's, or another's that one may see; both days included. */
  @Get('register/print')
  @Header('cache-control', 'no-store')
  @ApiProduces(PDF)
  @ApiOkResponse(PDF_ANSWER)
  async register(
    @Me() me: Caller,
    @Query({ schema: registerQuery }) { from, to, unit }: RegisterQuery,
  ): Promise<StreamableFile> {
    const wish = { from, to, unit: unit ?? me.authorities.unit };
    return pdf(await registerOf(this.runtime, me, wish), `register-${from}-${to}`);
  }

  private async sheet(wanted: Printable, read: ReadDossier, request: FastifyRequest): Promise<Layout> {
    const organisation = await this.runtime.organisation();
    const secret = this.runtime.secrets.lookupSecretOf(read.state.id);
    const base = this.settings.publicUrl ?? `${request.protocol}://${request.host}`;
    return sheetOf(wanted, read, {
      snapshot: organisation.snapshot,
      names: namesOf(organisation),
      edition: await this.reader.editionOf(read.state),
      secret,
      lookup: (code) => lookupUrl(base, code, secret),
      survey: surveyUrl(base, this.runtime.secrets.surveyTokenOf(read.state.id)),
    });
  }
}

const shown = ({ form, nth, number, name, circular, at }: Printable) => ({
  form,
  nth,
  number,
  name,
  circular,
  at,
});

async function pdf(layout: Layout, name: string): Promise<StreamableFile> {
  const bytes = await renderPdf(layout);
  return new StreamableFile(bytes, {
    type: PDF,
    disposition: `inline; filename="${name}.pdf"`,
    length: bytes.length,
  });
}
