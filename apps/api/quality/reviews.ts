/** Management reviews: what people send, and what they are shown. */
import { playing } from '#libs/access';
import {
  CLAUSE_OF,
  DECISION_KINDS,
  FIGURE_WORDS,
  INPUT_WORDS,
  INPUTS,
  isAccepted,
  isGiven,
  PACK_PAGES,
  type AnyCommand,
  type Decision,
  type PackInput,
  type QualityRecord,
  type Review,
  type ReviewCommand,
} from '#libs/quality';
import { reviewPack } from '#libs/read-models';
import { z } from 'zod';
import type { Names } from '../dossiers/names.ts';
import { officerActor } from '../http/actor.ts';
import { fileRef, files, reason, shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';
import { whenReady } from '../scoring/scoring.service.ts';
import type { KindApi, Tools } from './kind.ts';
import { day, longText, wish } from './wishes.ts';

const MOST_MEMBERS = 40;
const MOST_DECISIONS = 40;
const MOST_DAYS = 365;

const people = z.array(shortText).max(MOST_MEMBERS);
const inputCode = z.enum(INPUTS as [(typeof INPUTS)[number]]);
const place = z.number().int().min(0).max(MOST_DECISIONS);
const days = z.number().int().min(1).max(MOST_DAYS);
const hands = { holdBy: day, chair: shortText, members: people };
const spoken = { input: inputCode, text: longText };
const decisionMade = z.strictObject({
  what: longText,
  kind: z.enum(DECISION_KINDS),
  owner: shortText,
  days,
});

const words = z.object({ vi: z.string(), en: z.string() });
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('record'), id: z.string(), of: z.string(), title: z.string() }),
  z.object({ kind: z.literal('page'), page: z.enum(PACK_PAGES) }),
]);
const input = z.object({
  code: z.string(),
  clause: z.string(),
  words,
  required: z.boolean(),
  given: z.boolean(),
  figures: z.array(
    z.object({
      name: z.string(),
      words,
      /** Null: not on record, which is not zero. */
      value: z.union([z.number(), z.boolean()]).nullable(),
    }),
  ),
  sources: z.array(source),
  /** Added by people before the meeting. */
  said: z.array(z.object({ text: z.string(), by: named, on: z.string() })),
  /** In the meeting; null: nothing was noted. */
  discussion: z.string().nullable(),
});
const decision = z.object({
  what: z.string(),
  kind: z.enum(DECISION_KINDS),
  owner: named,
  days: z.number().int(),
  due: z.string(),
  state: z.enum(['open', 'reported', 'accepted']),
  reported: z
    .object({
      on: z.string(),
      by: named,
      result: z.string(),
      files: z.array(fileRef),
      judgeBy: z.string(),
    })
    .nullable(),
  verdicts: z.array(z.object({ on: z.string(), by: named, accepted: z.boolean(), note: z.string() })),
  /** The one who asks has it, or stands in for whoever has. */
  mine: z.boolean(),
});
const view = z.object({
  holdBy: z.string(),
  from: z.string(),
  to: z.string(),
  chair: named,
  members: z.array(named),
  /** As of this moment; null: not taken yet. */
  pack: z.object({ asOf: z.string(), by: named, from: z.string(), to: z.string() }).nullable(),
  inputs: z.array(input),
  held: z.object({ on: z.string(), attended: z.array(named), conclusion: z.string() }).nullable(),
  decisions: z.array(decision),
});
type View = z.infer<typeof view>;

const brief = z.object({
  holdBy: z.string(),
  heldOn: z.string().nullable(),
  inputsRequired: z.number().int(),
  inputsGiven: z.number().int(),
  decisions: z.number().int(),
  decisionsOpen: z.number().int(),
});

/** `gather` is sent without a pack: it is taken from what is on record. */
type Wish = Exclude<ReviewCommand, { type: 'gather' }> | { readonly type: 'gather' };

export const REVIEWS: KindApi<Wish, View> = {
  kind: 'review',
  wish: z.discriminatedUnion('type', [
    wish('plan', { title: shortText, from: day, to: day, ...hands }),
    wish('gather', {}),
    wish('explain', spoken),
    wish('hold', {
      on: day,
      attended: people,
      discussion: z.array(z.strictObject(spoken)).max(INPUTS.length),
      conclusion: longText,
      decisions: z.array(decisionMade).max(MOST_DECISIONS),
    }),
    wish('report', { decision: place, result: longText, files }),
    wish('judge', { decision: place, accepted: z.boolean(), note: reason }),
    wish('reassign', { decision: place, owner: shortText, days, reason }),
    wish('close', { note: reason }),
    wish('replan', { ...hands, reason }),
    wish('cancel', { reason }),
  ]),
  view,
  brief: { view: brief, of: (body) => briefOf(body as Review) },
  complete,
  show: ({ body, agency }, _id, tools) => viewOf(body as Review, agency, tools),
};

/** Frozen with the moment at which it was taken. */
async function complete(
  asked: Wish,
  record: QualityRecord | null,
  agency: string,
  { runtime }: Tools,
): Promise<AnyCommand> {
  if (asked.type !== 'gather' || record === null) return asked;
  const { from, to } = record.body as Review;
  const pack = await whenReady(reviewPack(runtime, { agency, from, to, asOf: runtime.now() }));
  return { ...asked, pack } as AnyCommand;
}

function briefOf(review: Review): z.infer<typeof brief> {
  const required = review.pack?.inputs.filter((one) => one.required) ?? [];
  return {
    holdBy: review.holdBy,
    heldOn: review.held?.on ?? null,
    inputsRequired: required.length,
    inputsGiven: required.filter((one) => isGiven(review, one)).length,
    decisions: review.decisions.length,
    decisionsOpen: review.decisions.filter((one) => !isAccepted(one)).length,
  };
}

function viewOf(review: Review, agency: string, { names, me, runtime }: Tools): View {
  const { holdBy, from, to, chair, members, pack, held, decisions } = review;
  const actor = officerActor(me.authorities);
  const isMine = (owner: string) => playing('owner', actor, { agency, owner }, runtime.now()) !== undefined;
  return {
    holdBy,
    from,
    to,
    chair: names.officer(chair),
    members: members.map((one) => names.officer(one)),
    pack: pack && { asOf: pack.asOf, from: pack.from, to: pack.to, by: names.officer(pack.by) },
    inputs: (pack?.inputs ?? []).map((one) => inputOf(one, review, names)),
    held: held && {
      on: held.on,
      conclusion: held.conclusion,
      attended: held.attended.map((one) => names.officer(one)),
    },
    decisions: decisions.map((one) => ({ ...decisionOf(one, names), mine: isMine(one.owner) })),
  };
}

const inputOf = (one: PackInput, review: Review, names: Names): z.infer<typeof input> => ({
  code: one.code,
  clause: CLAUSE_OF[one.code],
  words: INPUT_WORDS[one.code],
  required: one.required,
  given: isGiven(review, one),
  figures: one.figures.map(({ name, value }) => ({ name, value, words: FIGURE_WORDS[name] })),
  sources: [...one.sources],
  said: review.words
    .filter((said) => said.input === one.code)
    .map(({ text, by, on }) => ({ text, on, by: names.officer(by) })),
  discussion: review.held?.discussion.find((said) => said.input === one.code)?.text ?? null,
});

const decisionOf = (one: Decision, names: Names): Omit<z.infer<typeof decision>, 'mine'> => ({
  what: one.what,
  kind: one.kind,
  owner: names.officer(one.owner),
  days: one.days,
  due: one.due,
  state: isAccepted(one) ? 'accepted' : one.reported ? 'reported' : 'open',
  reported: one.reported && {
    ...one.reported,
    files: [...one.reported.files],
    by: names.officer(one.reported.by),
  },
  verdicts: one.verdicts.map((verdict) => ({ ...verdict, by: names.officer(verdict.by) })),
});
