/**
 * The clock of one record, from its first event to its end: it looks into the ledger, waits for what is due next or for
 * word that the record has moved, and acts. The ledger decides; a workflow only keeps the time.
 */
import {
  condition,
  setCurrentDetails,
  setHandler,
  workflowInfo,
  type QueryDefinition,
  type SignalDefinition,
} from '@temporalio/workflow';

interface DueBrief {
  /** It needs no clock any more. */
  readonly ended: boolean;
  /** Of its stream. */
  readonly version: number;
  /** Null: it waits for a person, or has ended. */
  readonly due: { readonly at: string } | null;
  readonly dueInWords: string;
  /** Markdown, for an operator in Temporal's own UI. */
  readonly details: string;
}

export interface Clocked<Brief extends DueBrief> {
  /** The record's stream has come to this version. */
  readonly changed: SignalDefinition<[number]>;
  readonly query: QueryDefinition<Brief | null>;
  look(): Promise<Brief>;
  /** Does what is due, or finds that another has. */
  act(brief: Brief): Promise<Brief>;
  /** The ledger knows everything: the next run looks there. */
  again(): Promise<never>;
}

export async function keepTime<Brief extends DueBrief>(record: Clocked<Brief>): Promise<Brief> {
  let heard = 0;
  let known: Brief | null = null;
  setHandler(record.changed, (version) => {
    heard = Math.max(heard, version);
  });
  setHandler(record.query, () => known);

  let brief = await record.look();
  while (!brief.ended) {
    known = brief;
    setCurrentDetails(brief.details);
    if (workflowInfo().continueAsNewSuggested) await record.again();
    const { version } = brief;
    brief = (await comesDue(brief, () => heard > version)) ? await record.act(brief) : await record.look();
  }
  known = brief;
  setCurrentDetails(brief.details);
  return brief;
}

/** False: somebody acted first. */
async function comesDue({ due, dueInWords }: DueBrief, changed: () => boolean): Promise<boolean> {
  if (due === null) {
    await condition(changed);
    return false;
  }
  const wait = Date.parse(due.at) - Date.now();
  return wait <= 0 || !(await condition(changed, wait, { summary: dueInWords }));
}
