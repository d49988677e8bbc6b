/** Nonconformities and their settings, by the same way as a dossier: load, decide, append. */
import type { Actor, UsedAuthority } from '#libs/access';
import { dateOf, type Instant } from '#libs/calendar';
import { commandIdOf, requestHashOf, type AppendRequest, type Json } from '#libs/ledger';
import { termsAt } from '#libs/nonconformity';
import {
  decideNc,
  evolveNc,
  isCounted,
  type Found,
  type NcCommand,
  type NcContext,
  type NcEvent,
  type NcRefusal,
  type NcState,
  type Nonconformity,
} from '#libs/nonconformity/corrective-action';
import { conduct, type Outcome } from './conduct.ts';
import {
  foldRecordedNc,
  NONCONFORMITY,
  NONCONFORMITY_REGISTER,
  NONCONFORMITY_SETTINGS,
  nonconformityId,
  raisedId,
  registerStream,
  settingsDecisionOf,
  settingsStream,
  type SettingsDecision,
} from './nonconformity-streams.ts';
import type {
  NcOutcome,
  NcParts,
  NcRequest,
  NcWish,
  NonconformityCommands,
  RaiseRequest,
  SettingsOutcome,
  SettingsRequest,
} from './nonconformity-types.ts';

const SCHEMA_VERSION = 1;
const MAX_ATTEMPTS = 5;
const DAY_MS = 86_400_000;
/** Similar cases are looked for in a year; before an action lies a quarter at least. */
const SIMILAR_DAYS = 365;
const LEAST_BEFORE_DAYS = 90;

const CLOCK: Actor = { kind: 'clock' };
const NUMBERER: UsedAuthority = { kind: 'system', id: 'nonconformities' };

export function createNonconformityCommands(parts: NcParts): NonconformityCommands {
  const { ledger, figures, now } = parts;

  const settingsOf = async (agency: string): Promise<readonly SettingsDecision[]> =>
    (await ledger.load(settingsStream(agency))).map(settingsDecisionOf);

  async function contextFor(agency: string, actor: Actor): Promise<NcContext> {
    await parts.refresh();
    const moment = now();
    return {
      actor,
      now: moment,
      calendar: parts.calendarOf(agency),
      terms: termsAt(await settingsOf(agency), moment),
      isOfficer: (officer) => parts.worksIn(officer, agency),
    };
  }

  async function load(id: string) {
    const events = await ledger.load(id);
    return { state: foldRecordedNc(events), version: events.length };
  }

  async function send(
    id: string,
    { actor, commandId, requestHash }: Pick<NcRequest, 'actor' | 'commandId' | 'requestHash'>,
    commandOn: (state: NcState) => Promise<NcCommand>,
    agencyOf: (state: NcState) => string,
  ): Promise<NcOutcome> {
    let [at, by] = [now(), ''];
    const request = { by: NUMBERER, commandId, requestHash };
    const outcome = await conduct<NcState, FlatEvent, NcRefusal>(ledger, now, request, {
      stream: id,
      kind: NONCONFORMITY,
      names: {},
      fold: foldRecordedNc,
      evolve: (state, event) => evolveNc(state, { event: nested(event), at, by }),
      async decide(state) {
        const context = await contextFor(agencyOf(state), actor);
        const decision = decideNc(state, await commandOn(state), context);
        if (!decision.ok) return decision;
        [at, by] = [decision.at, decision.by.id];
        return { ...decision, events: decision.events.map(flat) };
      },
    });
    return outcomeOf(id, outcome);
  }

  async function completed(wish: NcWish, state: NcState): Promise<NcCommand> {
    if (state.status === 'none') throw new Error(`${wish.type} on nothing`);
    const { nc } = state;
    switch (wish.type) {
      case 'analyse': {
        const since = daysBefore(now(), SIMILAR_DAYS);
        const similar =
          nc.cause && (await figures.similarTo({ ...nc.cause, agency: nc.agency }, since, now()));
        return { ...wish, similar };
      }
      case 'propose': {
        const { amends, ...rest } = wish;
        const amendment = amends && { procedure: amends, above: await figures.latestEdition(amends) };
        return { ...rest, amendment: amendment || null };
      }
      case 'check':
        return { type: 'check', figures: await effectOf(nc) };
      default:
        return wish;
    }
  }

  async function effectOf({ cause, agency, threshold, done, since, ...rest }: Nonconformity) {
    const nc = { cause, ...rest };
    if (cause === null || !isCounted(nc) || done === null) return null;
    const split = done.countsFrom;
    const to = laterOf(now(), split);
    const afterDays = (Date.parse(to) - Date.parse(split)) / DAY_MS;
    const from = earlierOf(since, daysBefore(split, Math.max(afterDays, LEAST_BEFORE_DAYS)));
    return figures.effectOn({ ...cause, agency, threshold }, { from, split, to });
  }

  /** To whatever there is: the last one stands, or its place is what is wanted. */
  async function appendAtHead(
    request: Pick<AppendRequest, 'streamId' | 'kind' | 'commandId'>,
    about: AtHead,
  ) {
    const { type, body, by, asked } = about;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const expectedVersion = (await ledger.load(request.streamId)).length;
      const event = { type, body, schemaVersion: SCHEMA_VERSION, occurredAt: now(), actorRef: by };
      const requestHash = requestHashOf(asked);
      const result = await ledger.append({ ...request, requestHash, expectedVersion, events: [event] });
      if (result.status !== 'conflict') return result;
    }
    return { status: 'conflict' } as const;
  }

  /** Gapless: the version of its event in the year's register is the record's number, whoever asks again. */
  async function numberOf(agency: string, year: number, id: string): Promise<number | undefined> {
    const result = await appendAtHead(
      {
        streamId: registerStream(agency, year),
        kind: NONCONFORMITY_REGISTER,
        commandId: commandIdOf(NONCONFORMITY_REGISTER, id),
      },
      { type: 'NonconformityNumbered', body: { agency, year, nonconformity: id }, by: NUMBERER, asked: id },
    );
    return 'to' in result ? result.to : undefined;
  }

  async function raise(request: RaiseRequest): Promise<NcOutcome> {
    const { actor, commandId, requestHash, agency, cause, source, ...rest } = request;
    const before = cause ? await figures.recordsOf({ ...cause, agency }) : [];
    const again = await ledger.findCommand(commandId);
    const open = before.find(({ isOpen }) => isOpen);
    if (open && !again) return { kind: 'already-open', id: open.id };
    const place = cause ? nonconformityId({ ...cause, agency }, before.length + 1) : raisedId(commandId);
    const id = again?.streamId ?? place;
    const year = Number(dateOf(now()).slice(0, 4));
    const foundAs = (number: number): NcCommand => {
      const found: Omit<Found, 'source'> = {
        ...rest,
        number,
        year,
        agency,
        cause,
        previous: before.at(-1)?.id ?? null,
      };
      return source === 'detector'
        ? { type: 'find', found: { ...found, source } }
        : { type: 'raise', found: { ...found, source } };
    };
    if (!again) {
      // Nothing that is refused takes a number.
      const { state } = await load(id);
      const trial = decideNc(state, foundAs(0), await contextFor(agency, actor));
      if (!trial.ok) return refusedOr(id, state, trial.refusal);
    }
    const number = await numberOf(agency, year, id);
    if (number === undefined) return { kind: 'busy' };
    return send(
      id,
      { actor, commandId, requestHash },
      () => Promise.resolve(foundAs(number)),
      () => agency,
    );
  }

  async function act({ id, command, ...request }: NcRequest): Promise<NcOutcome> {
    const { state } = await load(id);
    if (state.status === 'none') return { kind: 'unknown' };
    const { agency } = state.nc;
    return send(
      id,
      request,
      (known) => completed(command, known),
      () => agency,
    );
  }

  async function changeSettings(request: SettingsRequest): Promise<SettingsOutcome> {
    const { agency, by, commandId, asked, ...version } = request;
    const body = { agency, ...version } as unknown as Json;
    const stream = settingsStream(agency);
    const result = await appendAtHead(
      { streamId: stream, kind: NONCONFORMITY_SETTINGS, commandId },
      { type: 'NonconformitySettingsChanged', body, by, asked: { agency, asked } },
    );
    if ('to' in result) return { kind: 'recorded', stream, version: result.to, position: result.position };
    return { kind: result.status === 'other-request' ? 'other-request' : 'busy' };
  }

  return {
    raise,
    act,
    load,
    effectOf,
    settingsOf,
    changeSettings,
    onDue: (id, version, due) => {
      const { at: _at, kind, ...more } = due;
      const command = (kind === 'check' ? { type: kind } : { type: kind, ...more }) as NcWish;
      const key = `${kind}${'level' in due ? due.level : ''}#${version}`;
      const commandId = commandIdOf(`clock ${id}`, key);
      return act({ id, command, actor: CLOCK, commandId, requestHash: requestHashOf({ key }) });
    },
  };
}

interface AtHead {
  readonly type: string;
  readonly body: Json;
  readonly by: UsedAuthority;
  /** What tells a repetition from another request. */
  readonly asked: Json;
}

/** In the ledger an event's type and body lie side by side. */
type FlatEvent = { readonly type: NcEvent['type'] };
const flat = ({ type, body }: NcEvent): FlatEvent => ({ ...body, type });
const nested = ({ type, ...body }: FlatEvent): NcEvent => ({ type, body }) as unknown as NcEvent;

const daysBefore = (moment: Instant, days: number): Instant =>
  new Date(Date.parse(moment) - days * DAY_MS).toISOString() as Instant;
const earlierOf = (a: Instant, b: Instant): Instant => (a < b ? a : b);
const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);

function outcomeOf(id: string, outcome: Outcome<NcState, NcRefusal>): NcOutcome {
  switch (outcome.kind) {
    case 'recorded':
    case 'repeated': {
      const { kind, position, state } = outcome;
      if (state.status === 'none') throw new Error('something was recorded and nothing is there');
      return { kind, id, position, state };
    }
    case 'refused':
      return { kind: 'refused', id, refusal: outcome.refusal };
    case 'other-request':
    case 'busy':
      return { kind: outcome.kind };
    default:
      return outcome satisfies never;
  }
}

/** What lists don't show yet may be there already. */
const refusedOr = (id: string, state: NcState, refusal: NcRefusal): NcOutcome =>
  state.status === 'open' ? { kind: 'already-open', id } : { kind: 'refused', id, refusal };
