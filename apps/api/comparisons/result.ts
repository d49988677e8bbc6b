/** A stored comparison as it is shown. */
import type { Difference, DifferenceKind } from '#libs/conformance';
import type { Edition } from '#libs/procedure';
import type { PartMatching } from './matching.ts';
import type { Finding, StoredCase, StoredPart } from './store.ts';

export function differenceOf(key: string): Difference {
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon) as DifferenceKind, at: key.slice(colon + 1) };
}

export function partView(
  stored: StoredPart,
  edition: Edition,
  findings: readonly Finding[],
  matching: PartMatching,
) {
  const { part, said, procedure, edition: number, steps, result } = stored;
  const mine = findings.filter((finding) => finding.part === part);
  return {
    ...result,
    part,
    said,
    procedure,
    edition: number,
    title: edition.title,
    matching,
    steps: edition.steps.map(({ no, content, role, time, transitions }) => ({
      no,
      content,
      role,
      time,
      next: [...new Set(transitions.flatMap(({ to }) => to))],
    })),
    mapping: Object.entries(steps).map(([activity, step]) => ({ activity, step })),
    findings: mine.map(({ difference, became, record, code }) => ({
      ...differenceOf(difference),
      became,
      record,
      code,
    })),
  };
}

export const caseRow = ({ differences, ...row }: StoredCase) => ({
  ...row,
  differences: differences.map(differenceOf),
});
