/** Who stands in for whom: arranged by the one who will be away, by who leads them, or by an administrator. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Instant } from '#libs/calendar';
import { recordChanges, substitutionFault } from '#libs/directory';
import type { SubstitutionFault } from '#libs/directory';
import { commandIdOf } from '#libs/ledger';
import type { OfficerSubstitution, Organisation } from '#libs/organisation';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { namesOf } from '../dossiers/names.ts';
import { may } from '../http/actor.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { shortText } from '../http/fields.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { notFound, problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { arrangeBody, peopleView, substitutionList } from './substitutions.contract.ts';
import type { ArrangeBody, SubstitutionView } from './substitutions.contract.ts';

/** Those that ended longer ago are not listed. */
const DAYS_BACK = 90;
const DAY_MS = 86_400_000;
const MOST_LISTED = 200;

@ApiTags('session')
@Controller('api/substitutions')
export class SubstitutionsController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** One's own, those one stands in by, and those of the people one leads; the latest first. */
  @Get()
  @ApiOkResponse({ standardSchema: substitutionList })
  async list(@Me() me: Caller) {
    const organisation = await this.runtime.organisation();
    const now = this.runtime.now();
    const since = new Date(Date.parse(now) - DAYS_BACK * DAY_MS).toISOString();
    const mine = organisation.snapshot.substitutions.filter(
      (one) =>
        one.to >= since &&
        (one.substitute === me.authorities.officer || this.mayArrange(me, organisation, one.officer)),
    );
    const names = namesOf(organisation);
    return {
      substitutions: mine
        .toSorted((a, b) => (a.from < b.from ? 1 : -1))
        .slice(0, MOST_LISTED)
        .map((one): SubstitutionView => {
          const state = stateOf(one, now);
          const open = state === 'coming' || state === 'in-force';
          return {
            id: one.id,
            officer: names.officer(one.officer),
            substitute: names.officer(one.substitute),
            from: one.from,
            to: one.to,
            reason: one.basis,
            state,
            mayEnd: open && this.mayArrange(me, organisation, one.officer),
          };
        }),
    };
  }

  /** The agency's people, to choose from. */
  @Get('people')
  @ApiOkResponse({ standardSchema: peopleView })
  async people(@Me() me: Caller) {
    const organisation = await this.runtime.organisation();
    const { officers, units } = organisation;
    return {
      people: [...officers.values()].flatMap(({ id, name, title, unit: home }) => {
        const unit = units.get(home);
        if (unit?.agency !== me.authorities.agency) return [];
        return [{ id, name, title, unit: unit.name, mayBeReplaced: this.mayArrange(me, organisation, id) }];
      }),
    };
  }

  /** It may begin in the past of the same day: then it begins now. */
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiCreatedResponse({ standardSchema: z.object({ id: z.string() }) })
  async arrange(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: arrangeBody }) body: ArrangeBody,
  ) {
    const organisation = await this.runtime.organisation();
    const id = commandIdOf(me.session.account, key);
    if (organisation.snapshot.substitutions.some((known) => known.id === id)) return this.recorded(id);
    if (!this.mayArrange(me, organisation, body.officer)) {
      throw problem(403, 'not-permitted', 'Anh/chị không được thu xếp người thay cho công chức này.');
    }
    const now = this.runtime.now();
    const from = (body.from < now ? now : body.from) as Instant;
    const { officer, substitute, to, reason: basis } = body;
    const wanted = { officer, substitute, from, to: to as Instant };
    const fault = substitutionFault(organisation, wanted, now);
    if (fault) throw refused(fault);
    const answer = await this.runtime.directory.arrangeSubstitution(
      { ...wanted, roles: null, basis },
      me.session.account,
      id,
    );
    if (!answer.ok) throw problem(409, answer.refusal.code, 'Tổ chức vừa thay đổi. Vui lòng xem lại.');
    return this.recorded(id);
  }

  /** Ends it now; one that has not begun is called off. */
  @Post(':id/end')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: z.object({ id: z.string() }) })
  async end(@Me() me: Caller, @Param('id', { schema: shortText }) id: string) {
    const organisation = await this.runtime.organisation();
    const known = organisation.snapshot.substitutions.find((one) => one.id === id);
    if (!known) throw notFound();
    if (!this.mayArrange(me, organisation, known.officer)) {
      throw problem(403, 'not-permitted', 'Anh/chị không được kết thúc việc thay thế này.');
    }
    const answer = await this.runtime.directory.endSubstitution(id, me.session.account);
    if (!answer.ok) throw problem(409, answer.refusal.code, 'Việc thay thế này đã kết thúc.');
    return this.recorded(id);
  }

  private async recorded(id: string): Promise<{ id: string }> {
    await recordChanges(this.runtime.ledger, this.runtime.directory);
    return { id };
  }

  private mayArrange(me: Caller, { officers, units }: Organisation, officer: string): boolean {
    const unit = units.get(officers.get(officer)?.unit ?? '');
    if (!unit) return false;
    const wish = { action: 'substitution.arrange', agency: unit.agency, unit: unit.id, officer } as const;
    return may(me, wish, this.runtime.now());
  }
}

function stateOf({ from, to }: OfficerSubstitution, now: Instant): SubstitutionView['state'] {
  if (from === to) return 'called-off';
  if (to <= now) return 'over';
  return from <= now ? 'in-force' : 'coming';
}

const WORDS: Readonly<Record<SubstitutionFault['code'], string>> = {
  'unknown-officer': 'Không có công chức này đang làm việc.',
  'self-substitution': 'Không thể thay thế chính mình.',
  'other-agency': 'Người thay phải cùng cơ quan.',
  'ends-before-it-begins': 'Thời điểm kết thúc phải sau thời điểm bắt đầu.',
  'already-over': 'Thời điểm kết thúc đã qua.',
  'too-long': 'Thay thế không quá một năm.',
  'already-arranged': 'Người này đã được phân công thay trong thời gian đó.',
};

const refused = ({ code, field }: SubstitutionFault) =>
  problem(400, code, WORDS[code], { errors: [{ field, message: WORDS[code] }] });
