/** Procedures: their editions, the check, the comparison, and the steps of an edition's life. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { dateOf } from '#libs/calendar';
import type { LocalDate } from '#libs/calendar';
import { checkEdition, compareEditions } from '#libs/procedure';
import { parseEdition, writeEdition } from '#libs/procedure/format';
import type { Edition, EditionCommand } from '#libs/procedure';
import { listEditions, openByEdition } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { reason, shortText } from '../http/fields.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { notFound, problem } from '../http/problem.ts';
import { readBody } from '../http/validation.ts';
import { RUNTIME } from '../tokens.ts';
import { EditionLife, viewOf } from './life.service.ts';
import type { KnownEdition } from './life.service.ts';
import { fromPasted, pastedBody, pastedTable } from './pasted.ts';
import type { PastedBody } from './pasted.ts';
import { promise, promiseNow } from './promise.ts';
import { checked, editionFile, difference, editionContent, finding, heldOpen, receivable } from './view.ts';
import type { EditionFileView } from './view.ts';

const MAX_TEXT = 500_000;
const edition = z.coerce.number().int().positive().max(10_000);
const draftBody = z.strictObject({ yaml: z.string().min(1).max(MAX_TEXT) });
const compareQuery = z.strictObject({ from: edition, to: edition });
const promiseQuery = z.strictObject({ agency: shortText });
const listQuery = z.strictObject({ code: shortText.optional() });

/** By what becomes of an edition: what its body holds. */
const lifeBodies = {
  review: z.strictObject({ note: z.string().max(2_000).optional() }),
  'return-to-draft': z.strictObject({ reason }),
  approve: z.strictObject({}),
  publish: z.strictObject({ effectiveFrom: z.iso.date().optional() }),
  withdraw: z.strictObject({ reason }),
} as const;
type Life = keyof typeof lifeBodies;
const lifeName = z.enum(Object.keys(lifeBodies) as [Life, ...Life[]]);

const listed = z
  .object({
    code: z.string(),
    edition: z.number().int(),
    status: z.string(),
    title: z.string(),
    field: z.string(),
    agency: z.string(),
    effectiveFrom: z.iso.date(),
    supersededFrom: z.iso.date().nullable(),
  })
  .meta({ id: 'ListedEdition' });
const whole = z
  .object({
    status: z.string(),
    allowed: z.array(z.string()),
    findings: z.array(finding),
    edition: editionContent,
  })
  .meta({ id: 'Edition' });
const changed = whole.extend({ position: z.string() }).meta({ id: 'EditionReply' });

@ApiTags('procedures')
@Controller('api/procedures')
export class ProceduresController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(EditionLife) private readonly life: EditionLife,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: z.object({ editions: z.array(listed) }) })
  async list(@Query({ schema: listQuery }) { code }: z.infer<typeof listQuery>) {
    const editions = await listEditions(this.runtime.pool, code);
    return { editions: editions.map(({ drafter: _drafter, ...row }) => row) };
  }

  /** What the one who asks can receive today: procedures in force that their agency handles. */
  @Get('receivable')
  @ApiOkResponse({ standardSchema: receivable })
  async receivable(@Me() me: Caller) {
    const organisation = await this.runtime.organisation();
    const today = dateOf(this.runtime.now());
    const agencies = new Set(me.authorities.roles.map((role) => role.agency));
    const assigned = organisation.assignments.filter((assignment) => agencies.has(assignment.agency));
    const procedures = await Promise.all(
      assigned.map(async ({ procedure, agency }) => {
        const inForce = await this.runtime.editions.inForce(procedure, today);
        return inForce ? [{ agency, edition: inForce }] : [];
      }),
    );
    return { procedures: procedures.flat() };
  }

  /** By when, if it were received now. */
  @Get(':code/promise')
  @ApiOkResponse({ standardSchema: promise })
  promise(
    @Param('code', { schema: shortText }) code: string,
    @Query({ schema: promiseQuery }) { agency }: z.infer<typeof promiseQuery>,
  ) {
    return promiseNow(this.runtime, code, agency);
  }

  /** How many open dossiers each edition holds: those keep it when another is published. */
  @Get(':code/open')
  @ApiOkResponse({ standardSchema: heldOpen })
  async open(@Param('code', { schema: shortText }) code: string) {
    return { editions: await openByEdition(this.runtime.pool, code) };
  }

  /** As its file would have it: what the next edition begins with. */
  @Get(':code/editions/:edition/file')
  @ApiOkResponse({ standardSchema: z.object({ file: editionFile }) })
  async file(
    @Param('code', { schema: shortText }) code: string,
    @Param('edition', { schema: edition }) number: number,
  ) {
    const { edition: content } = await this.known(code, number);
    return { file: writeEdition(content) as EditionFileView };
  }

  @Get(':code/editions/:edition')
  @ApiOkResponse({ standardSchema: whole })
  async show(
    @Param('code', { schema: shortText }) code: string,
    @Param('edition', { schema: edition }) number: number,
  ) {
    return viewOf(await this.known(code, number));
  }

  @Get(':code/compare')
  @ApiOkResponse({ standardSchema: difference })
  async compare(
    @Param('code', { schema: shortText }) code: string,
    @Query({ schema: compareQuery }) { from, to }: z.infer<typeof compareQuery>,
  ) {
    const [before, after] = await Promise.all([this.known(code, from), this.known(code, to)]);
    return compareEditions(before.edition, after.edition);
  }

  /** Nothing is kept: a table from a document or a CSV file as a draft's file, with the head of the edition before. */
  @Post('tables')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: pastedTable })
  async table(@Body({ schema: pastedBody }) body: PastedBody) {
    return fromPasted(body, body.code === undefined ? {} : await this.headFor(body.code));
  }

  /** Nothing is kept: what a draft would be found to lack. */
  @Post('check')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: checked })
  check(@Body({ schema: draftBody }) { yaml }: z.infer<typeof draftBody>) {
    const read = parseEdition(yaml);
    if (!read.ok) return { findings: read.findings, edition: null, file: null };
    const file = writeEdition(read.value) as EditionFileView;
    return { findings: checkEdition(read.value), edition: read.value, file };
  }

  @Post('drafts')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: changed })
  async draft(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: draftBody }) { yaml }: z.infer<typeof draftBody>,
  ) {
    const read = parseEdition(yaml);
    if (!read.ok) {
      throw problem(400, 'bad-edition', 'Quy trình chưa đọc được.', { findings: read.findings });
    }
    const { code, edition: number } = read.value;
    return this.life.draft({ me, key, code, edition: number, request: { yaml } }, read.value);
  }

  @Post(':code/editions/:edition/:life')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: changed })
  async live(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Param('code', { schema: shortText }) code: string,
    @Param('edition', { schema: edition }) number: number,
    @Param('life', { schema: lifeName }) life: Life,
    @Body() body: unknown,
  ) {
    const read = readBody(lifeBodies[life], body);
    const asked = { me, key, code, edition: number, request: read };
    if (life === 'publish') {
      const { effectiveFrom } = read as { effectiveFrom?: string };
      return this.life.publish(asked, effectiveFrom as LocalDate | undefined);
    }
    return this.life.review(asked, { type: life, ...read } as EditionCommand);
  }

  /** Of the last edition that was published, else of the last; nothing for a procedure that has none. */
  private async headFor(code: string): Promise<Partial<Edition>> {
    const rows = await listEditions(this.runtime.pool, code);
    const [newest] = rows;
    if (!newest) return { code };
    const from = rows.find(({ status }) => status === 'published') ?? newest;
    const {
      steps: _steps,
      firstStep: _first,
      total: _total,
      ...head
    } = (await this.known(code, from.edition)).edition;
    return { ...head, edition: newest.edition + 1 };
  }

  private async known(code: string, number: number): Promise<KnownEdition> {
    const state = await this.runtime.editionCommands.load(code, number);
    if (state.status === 'none') throw notFound();
    return state;
  }
}
