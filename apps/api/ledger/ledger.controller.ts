/** The ledger as an auditor looks at it: its signed heads, whether it is being sealed, any event, and whether all agrees. */
import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Authorities } from '#libs/access';
import type { Instant } from '#libs/calendar';
import { publicPem } from '#libs/ledger';
import type { SignedHead } from '#libs/ledger';
import { reportedStatuses } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { Jobs } from '../admin/jobs.ts';
import type { Report } from '../admin/jobs.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { id } from '../http/fields.ts';
import { notFound, problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import {
  findQuery,
  foundView,
  headsQuery,
  headsView,
  ledgerView,
  verificationList,
  verificationView,
  verifyBody,
} from './contract.ts';
import type { Verified } from './contract.ts';
import { LedgerEvents } from './events.ts';

/** About two minutes' work; a larger ledger is verified since a moment, or whole by `dunghan ledger verify`. */
const WHOLE_UP_TO = 5_000_000;
const MAX_FINDINGS = 100;
const SEALER = 'sealer';
const SILENT_SECONDS = 15;
/** Sealed every second: older than that, something is wrong. */
const FAILING_SECONDS = 30;

type Sealing = z.infer<typeof ledgerView>['sealing'];

@ApiTags('ledger')
@Controller('api/ledger')
export class LedgerController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(LedgerEvents) private readonly events: LedgerEvents,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: ledgerView })
  async ledger(@Me() me: Caller): Promise<z.infer<typeof ledgerView>> {
    refuseOthers(me.authorities);
    const { ledger } = this.runtime;
    const [head, keys, sealing] = [
      await ledger.lastTreeHead(),
      await ledger.sealKeys(),
      await this.sealing(),
    ];
    return {
      head: head ? shown(head) : null,
      sealing,
      keys: [...keys].map(([key, publicKey]) => ({ id: key, pem: publicPem(publicKey) })),
      wholeUpTo: WHOLE_UP_TO,
    };
  }

  @Get('heads')
  @ApiOkResponse({ standardSchema: headsView })
  async heads(
    @Me() me: Caller,
    @Query({ schema: headsQuery }) { before, limit }: z.infer<typeof headsQuery>,
  ) {
    refuseOthers(me.authorities);
    const heads = await this.runtime.ledger.headsBefore(before, limit);
    return { heads: heads.map(shown), next: heads.length === limit ? heads.at(-1)!.size : null };
  }

  @Get('events')
  @ApiOkResponse({ standardSchema: foundView })
  find(@Me() me: Caller, @Query({ schema: findQuery }) query: z.infer<typeof findQuery>) {
    refuseOthers(me.authorities);
    return this.events.find(me.authorities, query);
  }

  /** The evidence file of any stream; `dunghan ledger verify FILE` checks it without the server. */
  @Get('streams/:id/evidence')
  @Header('content-disposition', 'attachment; filename="evidence.json"')
  async evidence(@Me() me: Caller, @Param('id', { schema: id }) stream: string) {
    refuseOthers(me.authorities);
    const [first] = await this.runtime.ledger.load(stream, { to: 1 });
    const [seen] = first ? await this.events.seen(me.authorities, [first]) : [];
    if (!seen) throw notFound();
    return this.runtime.ledger.exportEvidence(stream);
  }

  @Get('verifications')
  @ApiOkResponse({ standardSchema: verificationList })
  async verifications(@Me() me: Caller): Promise<z.infer<typeof verificationList>> {
    refuseOthers(me.authorities);
    const jobs = await this.jobs.list<{ since: string | null }, Verified>('verification');
    return { verifications: jobs.map((job) => verificationView.parse(job)) };
  }

  /** Chains, tree and heads, from the rows themselves. Runs on after the reply: `verifications` tells how far it is. */
  @Post('verifications')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: z.object({ id: z.uuid() }) })
  async verify(@Me() me: Caller, @Body({ schema: verifyBody }) { since }: z.infer<typeof verifyBody>) {
    refuseOthers(me.authorities);
    const size = (await this.runtime.ledger.lastTreeHead())?.size ?? 0;
    if (since === undefined && size > WHOLE_UP_TO) {
      throw problem(409, 'too-large', 'Sổ cái lớn: vui lòng kiểm chứng từ một thời điểm.', { size });
    }
    const asked = { since: since ?? null };
    const started = await this.jobs.begin<Verified>('verification', me.session.account, asked, (report) =>
      this.verified(since as Instant | undefined, report),
    );
    return { id: started };
  }

  private async verified(since: Instant | undefined, report: Report<Verified>): Promise<Verified> {
    const { ledger } = this.runtime;
    const scope = since === undefined ? {} : { since };
    const nothing: Verified = {
      streams: 0,
      events: 0,
      sealed: 0,
      unsealed: 0,
      heads: 0,
      findings: [],
      count: 0,
    };
    const chains = await ledger.verifyAll({
      ...scope,
      onProgress: ({ streams, events }) => report({ ...nothing, streams, events }),
    });
    const { streams, events } = chains;
    const tree = await ledger.verifyTree({
      ...scope,
      onProgress: (sealed) => report({ ...nothing, streams, events, sealed }),
    });
    const findings = [...chains.findings, ...tree.findings];
    const { sealed, unsealed, heads } = tree;
    return {
      streams,
      events,
      sealed,
      unsealed,
      heads,
      findings: findings.slice(0, MAX_FINDINGS),
      count: findings.length,
    };
  }

  private async sealing(): Promise<Sealing> {
    const said = (await reportedStatuses(this.runtime.pool)).find(({ part }) => part === SEALER);
    if (!said || said.ageSeconds > SILENT_SECONDS) return { state: 'silent', lagSeconds: null };
    const lagSeconds = said.lagSeconds ?? 0;
    return { state: lagSeconds > FAILING_SECONDS ? 'failing' : 'sealing', lagSeconds };
  }
}

function refuseOthers({ systemRoles }: Authorities): void {
  if (systemRoles.includes('auditor') || systemRoles.includes('admin')) return;
  throw problem(403, 'not-permitted', 'Sổ cái dành cho đánh giá viên và quản trị hệ thống.');
}

const shown = ({ size, root, at, keyId, signature }: SignedHead) => ({ size, root, at, keyId, signature });
