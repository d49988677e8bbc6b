/** One action on many dossiers, sent once under one key, with a result for each. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dossiersBulk } from '../api-client/sdk.gen.ts';
import type { BulkReply, DossiersBulkData } from '../api-client/types.gen.ts';
import { call, newKey } from '../app/api.ts';
import { wrote } from '../app/own-writes.ts';
import { Notice } from './notice.tsx';
import { SubmitFault } from './states.tsx';

export type BulkAction = DossiersBulkData['path']['action'];
/** What of a row names its dossier to people. */
interface Coded {
  readonly dossier: string;
  readonly code: string | null;
}

interface Outcome {
  readonly reply: BulkReply;
  readonly codes: ReadonlyMap<string, string>;
}

export interface Bulk {
  readonly busy: boolean;
  readonly outcome: Outcome | null;
  readonly fault: unknown;
  /** True: the server answered, whatever became of each. */
  readonly send: <Row extends Coded>(
    action: BulkAction,
    rows: readonly Row[],
    bodyOf: (row: Row) => Record<string, unknown>,
  ) => Promise<boolean>;
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
    async send(action, rows, bodyOf) {
      setBusy(true);
      try {
        const items = rows.map((row) => ({ ...bodyOf(row), dossier: row.dossier }));
        const text = JSON.stringify([action, items]);
        if (asked.current.text !== text) asked.current = { text, key: newKey() };
        const headers = { 'Idempotency-Key': asked.current.key };
        const reply = await call(dossiersBulk({ path: { action }, headers, body: { items } }));
        const last = reply.results.filter((result) => result.ok).at(-1);
        if (last?.ok) wrote(last);
        setOutcome({ reply, codes: new Map(rows.map(({ dossier, code }) => [dossier, code ?? dossier])) });
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

export function BulkResult({ bulk }: { readonly bulk: Bulk }) {
  const { t } = useTranslation();
  if (bulk.fault !== null) return <SubmitFault error={bulk.fault} />;
  if (!bulk.outcome) return null;
  const { reply, codes } = bulk.outcome;
  const { done, refused } = reply;
  const counts = { done, all: reply.results.length, refused };
  return (
    <Notice
      kind={refused > 0 ? 'warning' : 'success'}
      role="status"
      onClose={bulk.close}
      title={refused > 0 ? t('list.resultRefused', counts) : t('list.result', counts)}
    >
      {refused > 0 && (
        <ul>
          {reply.results.map((result, index) =>
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
