/** Procedures: their editions, the check, the comparison, and the steps of an edition's life. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '#libs/access';
import type { Wish } from '#libs/access';
import { dateOf } from '#libs/calendar';
import type { LocalDate } from '#libs/calendar';
import type { EditionOutcome } from '#libs/commands';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { allowedOnEdition, checkEdition, compareEditions } from '#libs/procedure';
import { parseEdition } from '#libs/procedure/format';
import type { Edition, EditionCommand, EditionState } from '#libs/procedure';
import { listEditions } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { positionToken } from '../dossiers/position.ts';
import { officerActor } from '../http/actor.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { reason, shortText } from '../http/fields.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import type { ProblemException } from '../http/problem.ts';
import { notFound, problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { checked, difference, editionContent, finding, receivable } from './view.ts';

const MAX_TEXT = 500_000;
const edition = z.coerce.number().int().positive().max(10_000);
const draftBody = z.strictObject({ yaml: z.string().min(1).max(MAX_TEXT) });
const compareQuery = z.strictObject({ from: edition, to: edition });
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
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

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

  /** Nothing is kept: what a draft would be found to lack. */
  @Post('check')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: checked })
  check(@Body({ schema: draftBody }) { yaml }: z.infer<typeof draftBody>) {
    const read = parseEdition(yaml);
    if (!read.ok) return { findings: read.findings, edition: null };
    return { findings: checkEdition(read.value), edition: read.value };
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
    this.refuseUnless(me, { action: 'procedure.edit', agency: me.authorities.agency });
    return this.change(me, key, read.value.code, read.value.edition, {
      type: 'draft',
      edition: read.value,
    });
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
    const action = life === 'approve' ? 'procedure.approve' : 'procedure.edit';
    this.refuseUnless(me, { action, agency: me.authorities.agency });
    const read = lifeBodies[life].safeParse(body ?? {});
    if (!read.success) {
      throw problem(400, 'bad-input', 'Nội dung gửi lên chưa đúng.', {
        errors: read.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
      });
    }
    const last = life === 'publish' ? await this.lastBefore(code, number) : undefined;
    const command = { type: life, ...read.data, ...(last && { last }) } as EditionCommand;
    const reply = await this.change(me, key, code, number, command);
    if (last) await this.supersede(me, key, last.edition, number, String(reply.edition.effectiveFrom));
    return reply;
  }

  private async supersede(me: Caller, key: string, last: Edition, by: number, from: string): Promise<void> {
    await this.send(me, `${key}:supersede`, last.code, last.edition, {
      type: 'supersede',
      by,
      from: from as LocalDate,
    });
  }

  private async lastBefore(code: string, number: number) {
    const rows = await listEditions(this.runtime.pool, code);
    const last = rows.find((row) => row.status === 'published' && row.edition !== number);
    const content = last && (await this.runtime.editions.edition(code, last.edition));
    return last && content && { edition: content, effectiveFrom: last.effectiveFrom as LocalDate };
  }

  private async known(code: string, number: number): Promise<Exclude<EditionState, { status: 'none' }>> {
    const state = await this.runtime.editionCommands.load(code, number);
    if (state.status === 'none') throw notFound();
    return state;
  }

  private async change(me: Caller, key: string, code: string, number: number, command: EditionCommand) {
    const { state, stream, position } = await this.send(me, key, code, number, command);
    if (state.status === 'none') throw new Error(`edition ${code} ${number} has no events after a command`);
    return { ...viewOf(state), position: positionToken(position, stream) };
  }

  private async send(me: Caller, key: string, code: string, number: number, command: EditionCommand) {
    const { officer, agency, unit, organisationVersion } = me.authorities;
    const outcome = await this.runtime.editionCommands.execute({
      code,
      edition: number,
      command,
      by: {
        kind: 'officer',
        id: officer,
        agency,
        unit,
        organisationVersion,
      },
      commandId: commandIdOf(me.session.account, key),
      requestHash: requestHashOf({
        code,
        number,
        command,
      }),
    });
    if ('state' in outcome) return outcome;
    throw problemOf(outcome);
  }

  private refuseUnless(me: Caller, wish: Wish): void {
    const permission = can(officerActor(me.authorities), wish, this.runtime.now());
    if (!permission.ok)
      throw problem(403, permission.refusal.code, permission.refusal.message, {
        allowed: permission.refusal.allowed,
      });
  }
}

const viewOf = (state: Exclude<EditionState, { status: 'none' }>) => ({
  status: state.status,
  allowed: [...allowedOnEdition(state)],
  findings: checkEdition(state.edition).map((found) => ({ ...found })),
  edition: state.edition as unknown as Record<string, unknown>,
});

function problemOf(outcome: Exclude<EditionOutcome, { state: unknown }>): ProblemException {
  switch (outcome.kind) {
    case 'refused': {
      const { code, message, ...more } = outcome.refusal;
      return problem(code === 'wrong-state' ? 409 : 400, code, message, more);
    }
    case 'other-request':
      return problem(422, 'other-request', 'Khóa Idempotency-Key này đã dùng cho một yêu cầu khác.');
    case 'busy':
      return problem(503, 'busy', 'Nhiều người đang cập nhật quy trình này. Gửi lại không bị ghi hai lần.');
    default:
      return outcome satisfies never;
  }
}
