/** Which edition stands on a day. What came before the first edition known was done under it: no older one is on record. */
import { addDays, type LocalDate } from '#libs/calendar';
import type { Edition } from '#libs/procedure';

const SUCCEEDS_AFTER_DAYS = 14;
const MIDSUMMER = '07-01';

/** For the core, which takes dossiers from an edition's date on: the first of each procedure stands from the year's start. */
export function standingFor(editions: readonly Edition[], year: number): readonly Edition[] {
  const start = `${year}-01-01` as LocalDate;
  return editions.map((edition) => {
    const isFirst = !editions.some((other) => other.code === edition.code && other.edition < edition.edition);
    return isFirst && edition.effectiveFrom > start ? { ...edition, effectiveFrom: start } : edition;
  });
}

export function inForce(editions: readonly Edition[], code: string, on: LocalDate): Edition | undefined {
  return editions
    .filter((edition) => edition.code === code && edition.effectiveFrom <= on)
    .reduce<Edition | undefined>((last, one) => (last && last.edition > one.edition ? last : one), undefined);
}

/** The next edition, within the year, of the procedure that most agencies receive: so one is no longer in force. */
export function successorOf(
  editions: readonly Edition[],
  year: number,
  assignments: readonly { readonly procedure: string }[],
): Edition | undefined {
  const received = (edition: Edition): number =>
    assignments.filter(({ procedure }) => procedure === edition.code).length;
  const first = editions.reduce<Edition | undefined>(
    (most, one) => (most && received(most) >= received(one) ? most : one),
    undefined,
  );
  if (!first) return undefined;
  const midsummer = `${year}-${MIDSUMMER}` as LocalDate;
  const earliest = addDays(first.effectiveFrom, SUCCEEDS_AFTER_DAYS);
  return { ...first, edition: first.edition + 1, effectiveFrom: earliest > midsummer ? earliest : midsummer };
}
