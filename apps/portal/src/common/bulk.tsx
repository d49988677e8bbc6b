/** One action on many dossiers, sent once under one key, with a result for each. */
import { useRef, useState } from 'react';
import { dossiersBulk } from '../api-client/sdk.gen.ts';
import type { BulkReply, DossiersBulkData } from '../api-client/types.gen.ts';
import { call, newKey } from '../app/api.ts';
import { wrote } from '../app/own-writes.ts';
import { useT } from '../i18n/use-t.ts';
import { Notice } from './notice.tsx';
import { SubmitFault } from './states.tsx';

export type BulkAction = DossiersBulkData['path']['action'];
/** What of a row names its dossier to people. */
interface Coded {
  readonly dossier: string;
  readonly code: string | null;
}

/** One action on some rows; those of an empty job are none. */
export interface Job {
  readonly action: BulkAction;
  readonly rows: readonly Coded[];
  /** The action's body for each row, in the rows' order. */
  readonly bodies: readonly Record<string, unknown>[];
}

export const job = <Row extends Coded>(
  action: BulkAction,
  rows: readonly Row[],
  bodyOf: (row: Row) => Record<string, unknown>,
): Job => ({ action, rows, bodies: rows.map(bodyOf) });

interface Outcome {
  readonly done: number;
  readonly results: BulkReply['results'];
  readonly codes: ReadonlyMap<string, string>;
}

export interface Bulk {
  readonly busy: boolean;
  readonly outcome: Outcome | null;
  readonly fault: unknown;
  /** True: the server answered, whatever became of each. */
  readonly send: (...jobs: readonly Job[]) => Promise<boolean>;
  readonly close: () => void;
}

/** Sent again after a cut line, the same choice has its effect once: its key stays until an answer came. */
export function useBulk(): Bulk {
  const asked = useRef({ text: '', key: '' });
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  return {
    busy,
    outcome,
    fault,
    close: () => setOutcome(null),
    async send(...jobs) {
      setBusy(true);
      try {
        const text = JSON.stringify(jobs);
        if (asked.current.text !== text) asked.current = { text, key: newKey() };
        const replies: BulkReply[] = [];
        for (const each of jobs.filter(({ rows }) => rows.length > 0)) {
          replies.push(await sendOne(each, `${asked.current.key}.${each.action}`));
        }
        wrote(...replies);
        const rows = jobs.flatMap((each) => each.rows);
        setOutcome({
          done: replies.reduce((sum, { done }) => sum + done, 0),
          results: replies.flatMap(({ results }) => results),
          codes: new Map(rows.map(({ dossier, code }) => [dossier, code ?? dossier])),
        });
        setFault(null);
        asked.current = { text: '', key: '' };
        return true;
      } catch (error) {
        setFault(error);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

function sendOne({ action, rows, bodies }: Job, key: string): Promise<BulkReply> {
  const items = rows.map(({ dossier }, index) => ({ ...bodies[index], dossier }));
  const headers = { 'Idempotency-Key': key };
  return call(dossiersBulk({ path: { action }, headers, body: { items } }));
}

export function BulkResult({ bulk }: { readonly bulk: Bulk }) {
  const t = useT();
  if (bulk.fault !== null) return <SubmitFault error={bulk.fault} />;
  if (!bulk.outcome) return null;
  const { done, results, codes } = bulk.outcome;
  const refused = results.length - done;
  const counts = { done, all: results.length, refused };
  return (
    <Notice
      kind={refused > 0 ? 'warning' : 'success'}
      role="status"
      onClose={bulk.close}
      title={refused > 0 ? t('list.resultRefused', counts) : t('list.result', counts)}
    >
      {refused > 0 && (
        <ul>
          {results.map((result, index) =>
            result.ok ? null : (
              <li key={`${result.dossier} ${index}`}>
                <span className="code">{codes.get(result.dossier)}</span>: {result.detail}
              </li>
            ),
          )}
        </ul>
      )}
    </Notice>
  );
}
