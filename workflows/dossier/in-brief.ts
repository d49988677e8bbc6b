import type { Edition } from '#libs/procedure';

/** An edition as a workflow needs it, for names alone: it lies in every dossier's history, so without the rest. */
export function inBrief(edition: Edition): Edition {
  const steps = edition.steps.map((step) => ({
    ...step,
    forms: [],
    results: [],
    transitions: [],
    returnsTo: [],
  }));
  return { ...edition, tthcCodes: [], legalBasis: [], documents: [], steps };
}
