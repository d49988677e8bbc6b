/** An administrator's changes to the organisation: checked, refused field by field, logged and put on record. */
import { Inject, Injectable } from '@nestjs/common';
import { recordChanges } from '#libs/directory';
import { tableOf } from '#libs/organisation';
import type { OrganisationEvent, OrganisationFinding, OrganisationFindingCode } from '#libs/organisation';
import { canonicalJson } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';
import { may } from '../http/actor.ts';
import type { Caller } from '../http/authentication.ts';
import { problem } from '../http/problem.ts';
import type { ProblemException } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';

/** The field of a form that a finding is about. */
const FIELDS: Readonly<Record<OrganisationFindingCode, string>> = {
  'duplicate-id': 'id',
  'bad-validity': 'validTo',
  'overlapping-validity': 'validFrom',
  'unknown-agency': 'agency',
  'unknown-unit': 'unit',
  'unknown-officer': 'officer',
  'outside-validity': 'validFrom',
  'agency-cycle': 'parent',
  'missing-parent': 'parent',
  'level-ended': 'validTo',
  'scope-missing': 'scope',
  'self-substitution': 'substitute',
  'role-not-held': 'role',
  'main-part-missing': 'parts',
  'bad-office-hours': 'sessions',
};
const MOST_SHOWN = 20;

@Injectable()
export class DirectoryChanges {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  refuseUnlessAdmin(me: Caller): void {
    const wish = { action: 'organisation.change' } as const;
    if (may(me, wish, this.runtime.now())) return;
    throw problem(403, 'not-permitted', 'Việc này của quản trị hệ thống.');
  }

  /** A record that is so already is left alone: sent again, a change has its effect once. */
  async apply(me: Caller, ...events: readonly OrganisationEvent[]): Promise<{ version: number }> {
    this.refuseUnlessAdmin(me);
    const { directory, ledger } = this.runtime;
    const before = await directory.loadOrganisation();
    const changing = events.filter(({ type, body }) => {
      const known = before[tableOf(type)].find(({ id }) => id === body.id);
      return !known || textOf(known) !== textOf(body);
    });
    if (changing.length === 0) return { version: before.version };
    const answer = await directory.change(changing, me.session.account);
    if (!answer.ok) {
      if (answer.refusal.code === 'organisation-unsound') throw unsound(answer.refusal.findings);
      throw problem(409, answer.refusal.code, 'Tổ chức vừa thay đổi. Vui lòng xem lại.');
    }
    await recordChanges(ledger, directory);
    return { version: answer.version };
  }
}

const textOf = (record: object): string => canonicalJson(record);

function unsound(findings: readonly OrganisationFinding[]): ProblemException {
  return problem(400, 'organisation-unsound', 'Thay đổi chưa hợp lệ. Vui lòng xem lại các mục được nêu.', {
    errors: findings
      .slice(0, MOST_SHOWN)
      .map(({ code, record, message }) => ({ field: FIELDS[code], message: `${message} (${record})`, code })),
  });
}
