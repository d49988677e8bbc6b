/** A change of law that was made known: the document that changed, since when, and what. It opens change requests. */
import type { LocalDate } from '#libs/calendar';
import { refused, type RecordKind } from '../records/record.ts';
import { legalNumber } from './legal-number.ts';

export const LAW_CHANGE_NATURES = ['amended', 'replaced', 'abolished'] as const;

export interface LawChange {
  /** The document that procedures cite: `61/2018/NĐ-CP`, with the day it was signed where it bears no year. */
  readonly number: string;
  readonly nature: (typeof LAW_CHANGE_NATURES)[number];
  /** What changes it: another document's number. */
  readonly by: string;
  readonly inForceFrom: LocalDate;
  readonly what: string;
}

export interface KnownLawChange extends LawChange {
  /** When it was made known here. */
  readonly on: LocalDate;
}

export type LawChangeCommand = { readonly type: 'record' } & LawChange;
export type LawChangeEvent = { readonly type: 'LawChanged'; readonly on: LocalDate } & LawChange;

export const LAW_CHANGE: RecordKind<KnownLawChange, LawChangeCommand, LawChangeEvent> = {
  kind: 'law-change',
  guards: { record: { parts: ['secretary', 'committee'], when: ['none'] } },
  decide(_body, { type: _type, ...change }, { today: on }) {
    if (!legalNumber(change.number) || !legalNumber(change.by)) {
      return refused('no-number', 'Số hiệu văn bản chưa đúng, ví dụ: 61/2018/NĐ-CP.');
    }
    return { ok: true, events: [{ type: 'LawChanged', on, ...change }] };
  },
  evolve: (_before, { type: _type, ...change }) => change,
  nameOf: ({ number, by }) => lawChangeName({ number, by }),
  statusOf: () => 'known',
  ownerOf: () => null,
  titleOf: ({ number, by }) => `${by} → ${number}`,
  dutiesOf: () => [],
};

/** One change of one document by another: `61/2018/ND-CP ← 118/2025/ND-CP`. */
export const lawChangeName = ({ number, by }: Pick<LawChange, 'number' | 'by'>): string =>
  [number, by].map(nameOf).join(' ← ');

function nameOf(text: string): string {
  const found = legalNumber(text);
  return found ? [found.number, found.signed].filter(Boolean).join(' ') : text;
}
