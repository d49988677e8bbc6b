/** The stages of corrective action (ISO 9001 10.2.1; order of rules.md NC-02), and how long an agency gives each. */

export const STAGES = [
  /** Found; the ISO secretary (or a leader) looks at it, and names an owner or dismisses it. */
  'review',
  /** The owner corrects what can be corrected and deals with the consequences (10.2.1 a). */
  'containment',
  /** Five whys and similar cases (10.2.1 b). */
  'analysis',
  /** What shall be done, by whom and by when (10.2.1 c). */
  'proposal',
  /** A leader who is not the owner decides on it. */
  'approval',
  /** It is done, with evidence. */
  'action',
  /** Later dossiers show by their figures whether it worked (10.2.1 d). */
  'verification',
  /** Figures can't show it, or not enough of them came in time: a person who is not the owner says. */
  'judgement',
] as const;
export type Stage = (typeof STAGES)[number];

/** As slips, notices and refusals print them. */
export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  review: 'Xem xét',
  containment: 'Khắc phục tạm thời',
  analysis: 'Phân tích nguyên nhân',
  proposal: 'Đề xuất hành động',
  approval: 'Phê duyệt hành động',
  action: 'Thực hiện',
  verification: 'Kiểm tra hiệu lực bằng số liệu',
  judgement: 'Kết luận hiệu lực',
};

/** Working days, the whole numbers of an agency's own (rules.md NC-04: the number of days is set by the agency). */
export interface Terms {
  readonly review: number;
  readonly containment: number;
  readonly analysis: number;
  readonly proposal: number;
  readonly approval: number;
  readonly action: number;
  /** How long later dossiers are gathered before the first check; each extension lasts half as long. */
  readonly verification: number;
  readonly judgement: number;
  /** Overdue by as many, a stage is told to those above. */
  readonly escalation: number;
  /** Later dossiers without which nothing is concluded from a rate. */
  readonly leastDossiers: number;
}

export const DEFAULT_TERMS: Terms = {
  review: 3,
  containment: 3,
  analysis: 5,
  proposal: 5,
  approval: 3,
  action: 20,
  verification: 40,
  judgement: 5,
  escalation: 3,
  leastDossiers: 20,
};

/** A year of working days: longer than that a period proves nothing any more. */
const MAX_TERM = 250;
const MAX_LEAST_DOSSIERS = 10_000;
/** After so many extensions a person concludes. */
export const MAX_EXTENSIONS = 3;

export const TERM_NAMES = Object.keys(DEFAULT_TERMS) as readonly (keyof Terms)[];

export const MOST_TERMS = Object.fromEntries(
  TERM_NAMES.map((name) => [name, name === 'leastDossiers' ? MAX_LEAST_DOSSIERS : MAX_TERM]),
) as unknown as Terms;
