/** What citizens are asked, and what they answered (ISO 9001 9.1.2). */

/** A word for people in both languages. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}

export interface Question extends Words {
  readonly id: string;
  /** The one whose answer is the citizen's judgement of the whole. */
  readonly overall?: boolean | undefined;
}

/** A versioned form: answers name the code and the edition they were given to. */
export interface QuestionSet {
  readonly code: string;
  readonly edition: number;
  /** ISO date from which it is handed out. */
  readonly validFrom: string;
  readonly title: string;
  /** Best first; the same for every question. */
  readonly scale: readonly (Words & { readonly score: number })[];
  readonly questions: readonly Question[];
}

/** Score by question; a question left open, or answered “Không ý kiến”, is absent. */
export type Answers = Readonly<Record<string, number>>;

/** What the ledger keeps of one answered form. It names no dossier: nobody can tell who answered. */
export interface SurveyAnswered {
  readonly set: string;
  readonly edition: number;
  readonly agency: string;
  readonly procedure: string;
  /** YYYY-MM in Vietnam. */
  readonly month: string;
  /** The steps of the dossier that ran over their time, so that results can be seen by step. */
  readonly lateSteps: readonly string[];
  readonly answers: Answers;
}
