/** Records as they were known at a moment, and the figures that a kind of them gives. */
import type { LocalDate } from '#libs/calendar';
import type { QualityKind } from './record.ts';

export interface KeptRecord<Body = unknown> {
  readonly id: string;
  readonly kind: QualityKind;
  readonly title: string;
  readonly openedOn: LocalDate;
  readonly body: Body;
}

export interface QualityPeriod {
  readonly from: LocalDate;
  /** Inclusive; no later than what was known. */
  readonly to: LocalDate;
}

export interface QualityFigure {
  readonly value: number | boolean;
  /** Ids of the records that it rests on. */
  readonly of: readonly string[];
}
export type QualityFigures = Readonly<Record<string, QualityFigure>>;

/** One kind's figures, by the names of `#libs/scoring`'s metrics. Asked where there is at least one record of it. */
// As a method, so that each is assignable though it takes its own kind's records only.
export type FiguresOfKind<Body = unknown> = {
  of(records: readonly KeptRecord<Body>[], period: QualityPeriod): QualityFigures;
}['of'];

const idsOf = (records: readonly KeptRecord[]): readonly string[] => records.map(({ id }) => id);

export const countOf = (records: readonly KeptRecord[]): QualityFigure => ({
  value: records.length,
  of: idsOf(records),
});

export const sumOver = <Body>(
  records: readonly KeptRecord<Body>[],
  of: (body: Body) => number,
): QualityFigure => ({
  value: records.reduce((sum, { body }) => sum + of(body), 0),
  of: idsOf(records),
});

export const anyOf = (records: readonly KeptRecord[]): QualityFigure => ({
  value: records.length > 0,
  of: idsOf(records),
});

export const isWithin = (day: LocalDate, { from, to }: QualityPeriod): boolean => day >= from && day <= to;
