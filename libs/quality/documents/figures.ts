/** What the agency's documents say to the scoring (7.5.3): issued in the period, and approved by the day they bound. */
import { isWithin, sumOver, type FiguresOfKind } from '../records/kept.ts';
import type { ControlledDocument, DocumentEdition } from './types.ts';

/** Beside the editions of its ISO procedures, which the ledger has of their own: both are added up. */
export const figuresOfDocuments: FiguresOfKind<ControlledDocument> = (records, period) => {
  const own = records.filter(({ body }) => !body.procedure);
  const issued = own.flatMap(({ body, ...record }) => {
    const editions = body.editions.filter((one) => one.issued && isWithin(one.issued.on, period));
    return editions.length > 0 ? [{ ...record, body: editions }] : [];
  });
  return {
    documents_issued: sumOver(issued, (editions) => editions.length),
    documents_approved_before_use: sumOver(issued, (editions) => editions.filter(approvedBeforeUse).length),
  };
};

const approvedBeforeUse = ({ approved, from }: DocumentEdition): boolean =>
  approved !== null && from !== null && approved.on <= from;
