/** Administrators: accounts, and the people behind them with their roles and posts. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { LocalDate } from '#libs/calendar';
import type { Account, AccountRefusalCode } from '#libs/directory';
import { commandIdOf, wordsOf } from '#libs/ledger';
import type { Officer, OrganisationSnapshot } from '#libs/organisation';
import type { Runtime } from '#libs/runtime';
import type { z } from 'zod';
import { namesOf, type Names } from '../dossiers/names.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { notFound, problem } from '../http/problem.ts';
import type { ProblemException } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { AccountRecord } from './account-record.ts';
import {
  accountAct,
  accountBody,
  findQuery,
  grantBody,
  holdingBody,
  idQuery,
  officerBody,
  username,
} from './contract.ts';
import { DirectoryChanges } from './directory-changes.ts';
import { accountList, changedView, madeAccount, peopleList, personView } from './view.ts';

const MOST_OFFICERS = 500;
const ID_DIGITS = 8;

type Validity = { readonly validFrom: LocalDate; readonly validTo: LocalDate | null };

@ApiTags('admin')
@Controller('api/admin')
export class PeopleController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(DirectoryChanges) private readonly changes: DirectoryChanges,
    @Inject(AccountRecord) private readonly record: AccountRecord,
  ) {}

  /** By username; `find` looks in usernames and in the names of those behind them. */
  @Get('accounts')
  @ApiOkResponse({ standardSchema: accountList })
  async accounts(
    @Me() me: Caller,
    @Query({ schema: findQuery }) { find, after, limit }: z.infer<typeof findQuery>,
  ) {
    this.changes.refuseUnlessAdmin(me);
    const organisation = await this.runtime.organisation();
    const { snapshot } = organisation;
    const asked = find === '' ? {} : { named: find.toLowerCase(), officers: idsOf(found(snapshot, find)) };
    const accounts = await this.runtime.directory.accounts.list({ ...(after && { after }), limit, ...asked });
    const places = placesIn(snapshot, namesOf(organisation));
    return {
      accounts: accounts.map(({ username: name, officer, disabled, mustChange, createdAt }) => ({
        username: name,
        ...places(officer),
        inPost: organisation.officers.has(officer),
        disabled,
        mustChange,
        createdAt: createdAt.toISOString(),
      })),
      next: accounts.length === limit ? accounts.at(-1)!.username : null,
    };
  }

  /** With a temporary password, told once and to be changed at the first log-in. */
  @Post('accounts')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: madeAccount })
  async createAccount(@Me() me: Caller, @Body({ schema: accountBody }) body: z.infer<typeof accountBody>) {
    this.changes.refuseUnlessAdmin(me);
    const answer = await this.runtime.directory.accounts.create(body);
    if (!answer.ok) throw refusedAccount(answer.refusal.code);
    await this.record.append(me, body.username, 'AccountCreated');
    return { username: body.username, temporaryPassword: answer.temporaryPassword };
  }

  @Post('accounts/:username/:act')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: madeAccount })
  async changeAccount(
    @Me() me: Caller,
    @Param('username', { schema: username }) name: string,
    @Param('act', { schema: accountAct }) act: z.infer<typeof accountAct>,
  ) {
    this.changes.refuseUnlessAdmin(me);
    const { accounts } = this.runtime.directory;
    if (act === 'reset-password') {
      const answer = await accounts.resetPassword(name);
      if (!answer.ok) throw notFound();
      await this.record.append(me, name, 'PasswordReset');
      return { username: name, temporaryPassword: answer.temporaryPassword };
    }
    if (name === me.session.account && act === 'disable') {
      throw problem(409, 'own-account', 'Anh/chị không thể khóa chính tài khoản đang dùng.');
    }
    const answer = await accounts.setDisabled(name, act === 'disable');
    if (!answer.ok) throw notFound();
    await this.record.append(me, name, act === 'disable' ? 'AccountDisabled' : 'AccountEnabled');
    return { username: name, temporaryPassword: null };
  }

  /** People by name, past and present, to choose from. */
  @Get('people')
  @ApiOkResponse({ standardSchema: peopleList })
  async people(@Me() me: Caller, @Query({ schema: findQuery }) { find, limit }: z.infer<typeof findQuery>) {
    this.changes.refuseUnlessAdmin(me);
    const organisation = await this.runtime.organisation();
    const { snapshot } = organisation;
    const all = find === '' ? snapshot.officers : found(snapshot, find);
    const shown = all.slice(0, limit);
    const accounts = await this.accountsOf(shown.map(({ id }) => id));
    const places = placesIn(snapshot, namesOf(organisation));
    return {
      people: shown.map(({ id, name, validFrom, validTo }) => {
        const { title, unit, agency } = places(id);
        const own = (accounts.get(id) ?? []).map((account) => account.username);
        return { id, name, title, unit, agency, accounts: own, validFrom, validTo };
      }),
      more: all.length > shown.length,
    };
  }

  @Get('person')
  @ApiOkResponse({ standardSchema: personView })
  async person(@Me() me: Caller, @Query({ schema: idQuery }) { id }: z.infer<typeof idQuery>) {
    this.changes.refuseUnlessAdmin(me);
    const organisation = await this.runtime.organisation();
    const { snapshot } = organisation;
    const officer = snapshot.officers.find((one) => one.id === id);
    if (!officer) throw notFound();
    const names = namesOf(organisation);
    const { title, unit, agency } = placesIn(snapshot, names)(id);
    const accounts = (await this.accountsOf([id])).get(id) ?? [];
    const { name, email, validFrom, validTo } = officer;
    return {
      id,
      name,
      title,
      email,
      unit,
      agency,
      validFrom,
      validTo,
      holdings: snapshot.holdings
        .filter((held) => held.officer === id)
        .map((held) => ({ id: held.id, role: held.role, unit: names.unit(held.unit), ...validityOf(held) })),
      grants: snapshot.grants
        .filter((grant) => grant.officer === id)
        .map((grant) => ({
          id: grant.id,
          role: grant.role,
          scope: grant.scope === null ? null : names.agency(grant.scope),
          ...validityOf(grant),
        })),
      accounts: await Promise.all(
        accounts.map(async ({ username: account, disabled, mustChange }) => ({
          username: account,
          disabled,
          mustChange,
          history: await this.record.history(account, names),
        })),
      ),
    };
  }

  @Post('officers')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: changedView })
  async saveOfficer(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: officerBody }) body: z.infer<typeof officerBody>,
  ) {
    const id = body.id ?? `${body.unit}/${this.newId(me, key)}`;
    const saved = await this.changes.apply(me, { type: 'OfficerRecorded', body: { ...body, id } });
    return { ...saved, id };
  }

  @Post('holdings')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: changedView })
  async saveHolding(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: holdingBody }) body: z.infer<typeof holdingBody>,
  ) {
    const id = body.id ?? this.newId(me, key);
    const saved = await this.changes.apply(me, { type: 'RoleHoldingRecorded', body: { ...body, id } });
    return { ...saved, id };
  }

  @Post('grants')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: changedView })
  async saveGrant(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: grantBody }) body: z.infer<typeof grantBody>,
  ) {
    const id = body.id ?? this.newId(me, key);
    const saved = await this.changes.apply(me, { type: 'SystemGrantRecorded', body: { ...body, id } });
    return { ...saved, id };
  }

  /** Follows from the key, so that the same request makes the same record. */
  private newId(me: Caller, key: string): string {
    return commandIdOf(me.session.account, key).slice(0, ID_DIGITS);
  }

  private async accountsOf(officers: readonly string[]): Promise<ReadonlyMap<string, readonly Account[]>> {
    const accounts = await this.runtime.directory.accounts.list({ officers, limit: MOST_OFFICERS });
    return Map.groupBy(accounts, ({ officer }) => officer);
  }
}

const validityOf = ({ validFrom, validTo }: Validity) => ({ validFrom, validTo });

const idsOf = (officers: readonly Officer[]): string[] =>
  officers.map(({ id }) => id).slice(0, MOST_OFFICERS);

/** Whose names have every word that is looked for, or a beginning of it; accents don't matter. */
function found({ officers }: OrganisationSnapshot, text: string): readonly Officer[] {
  const words = wordsOf(text);
  return officers.filter(({ name, id }) => {
    const known = wordsOf(name);
    return id === text || words.every((word) => known.some((one) => one.startsWith(word)));
  });
}

/** Home unit and agency of an officer, as they are or were. */
function placesIn({ officers, units }: OrganisationSnapshot, names: Names) {
  const byId = new Map(officers.map((officer) => [officer.id, officer]));
  const agencyOf = new Map(units.map(({ id, agency }) => [id, agency]));
  return (id: string) => {
    const { unit = '', title = '' } = byId.get(id) ?? {};
    return {
      officer: names.officer(id),
      title,
      unit: names.unit(unit),
      agency: names.agency(agencyOf.get(unit) ?? ''),
    };
  };
}

const ACCOUNT_FAULTS: Partial<Record<AccountRefusalCode, readonly [field: string, words: string]>> = {
  'bad-username': ['username', 'Tên đăng nhập gồm chữ thường không dấu, số, dấu chấm, gạch nối.'],
  'username-taken': ['username', 'Tên đăng nhập đã có người dùng.'],
  'unknown-officer': ['officer', 'Không có công chức này.'],
};

function refusedAccount(code: AccountRefusalCode): ProblemException {
  const [field, message] = ACCOUNT_FAULTS[code] ?? ['username', 'Chưa tạo được tài khoản.'];
  return problem(400, code, message, { errors: [{ field, message }] });
}
