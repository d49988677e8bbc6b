/** Where a document stands, and what is owed of it. */
import type { LocalDate } from '#libs/calendar';
import type { Duty } from '../records/record.ts';
import type { ControlledDocument, DocumentEdition } from './types.ts';

/** Under way to be issued; undefined: none is. */
export const nextOf = ({ editions }: ControlledDocument): DocumentEdition | undefined =>
  editions.find(({ stage }) => stage !== 'issued' && stage !== 'discarded');

/** The last that was issued, in force or about to be; undefined: none was, or the document was withdrawn. */
export const currentOf = ({ editions, withdrawn }: ControlledDocument): DocumentEdition | undefined =>
  withdrawn ? undefined : editions.findLast(({ stage }) => stage === 'issued');

export const BEFORE_ISSUE = ['draft', 'review', 'reviewed', 'approved'] as const;
/** In force while the next edition is made. */
export const REVISING = [
  'revision-draft',
  'revision-review',
  'revision-reviewed',
  'revision-approved',
] as const;
export const IN_FORCE = ['in-force', ...REVISING] as const;

export function statusOf(document: ControlledDocument): string {
  const next = nextOf(document);
  if (next) return currentOf(document) ? `revision-${next.stage}` : next.stage;
  return currentOf(document) ? 'in-force' : 'withdrawn';
}

/** When what is over has been kept long enough; null while it is in force. */
export const disposalDue = (
  { until }: Pick<DocumentEdition, 'until'>,
  { retention }: Pick<ControlledDocument, 'retention'>,
): LocalDate | null => (until === null || retention === null ? null : yearsAfter(until, retention.years));

/** 29 February is followed by 1 March. */
export function yearsAfter(date: LocalDate, years: number): LocalDate {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  return moved.toISOString().slice(0, 10) as LocalDate;
}

export const dutiesOf = (document: ControlledDocument): readonly Duty[] =>
  document.editions.flatMap((edition) => [
    ...dutiesBeforeIssue(document, edition),
    ...readings(document, edition),
    ...dutiesAfterwards(document, edition),
  ]);

function dutiesBeforeIssue(document: ControlledDocument, edition: DocumentEdition): readonly Duty[] {
  const { edition: no, stage, reviewer, reviewBy, reviewed, approveBy, approved } = edition;
  const about = aboutOf(document, edition);
  if (stage === 'discarded') return [];
  return [
    ...(reviewBy === null
      ? []
      : [
          {
            key: `review-${no}`,
            what: 'document.review',
            about,
            owner: reviewer,
            due: reviewBy,
            done: reviewed?.on ?? null,
          },
        ]),
    ...(approveBy === null
      ? []
      : [
          {
            key: `approve-${no}`,
            what: 'document.approve',
            about,
            owner: null,
            due: approveBy,
            done: approved?.on ?? null,
          },
        ]),
  ];
}

/** What is over need no longer be read. */
function readings(document: ControlledDocument, edition: DocumentEdition): readonly Duty[] {
  const isCurrent = currentOf(document) === edition;
  return edition.readers
    .filter(({ read }) => isCurrent || read !== null)
    .map(({ officer, due, read }) => ({
      key: `read-${edition.edition}-${officer}`,
      what: 'document.read',
      about: aboutOf(document, edition),
      owner: officer,
      due,
      done: read,
    }));
}

function dutiesAfterwards(document: ControlledDocument, edition: DocumentEdition): readonly Duty[] {
  const { edition: no, recallBy, recalled, disposed } = edition;
  const about = aboutOf(document, edition);
  const dispose = disposalDue(edition, document);
  return [
    ...(recallBy === null
      ? []
      : [
          {
            key: `recall-${no}`,
            what: 'document.recall',
            about,
            owner: null,
            due: recallBy,
            done: recalled?.on ?? null,
          },
        ]),
    ...(dispose === null
      ? []
      : [
          {
            key: `dispose-${no}`,
            what: `document.${document.retention!.fate}`,
            about,
            owner: null,
            due: dispose,
            done: disposed?.on ?? null,
          },
        ]),
  ];
}

const aboutOf = ({ code }: ControlledDocument, { edition }: DocumentEdition): string => `${code}/${edition}`;
