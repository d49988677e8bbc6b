/**
 * The same question from several at one time: one answer is read at a time, and who asks meanwhile waits for the next, which
 * they share. Nobody is answered with what was read before they asked, so whoever has just acted sees it. Nothing is kept.
 */

interface Lane<Answer> {
  readonly ended: Promise<void>;
  /** Has not begun yet. */
  next?: Promise<Answer>;
}

const nothing = (): void => undefined;

export class AskedTogether<Answer> {
  readonly #lanes = new Map<string, Lane<Answer>>();

  /** @param question all that the answer depends on, who may see it included. */
  ask(question: string, read: () => Promise<Answer>): Promise<Answer> {
    const lane = this.#lanes.get(question);
    if (!lane) return this.#begin(question, read);
    lane.next ??= lane.ended.then(() => this.#begin(question, read));
    return lane.next;
  }

  #begin(question: string, read: () => Promise<Answer>): Promise<Answer> {
    const answer = read();
    const lane: Lane<Answer> = { ended: answer.then(nothing, nothing) };
    this.#lanes.set(question, lane);
    void lane.ended.then(() => void (lane.next ?? this.#lanes.delete(question)));
    return answer;
  }
}
