/** A dossier's events as they come to be: every one decided by the core, and recorded as the ledger would. */
import type { Actor } from '#libs/access';
import type { Instant, WorkCalendar } from '#libs/calendar';
import {
  decide,
  evolve,
  initialState,
  type DossierCommand,
  type DossierState,
  type Placement,
  type RecordedDossierEvent,
} from '#libs/dossier';
import { v5 } from '#libs/ledger';
import type { Edition } from '#libs/procedure';

export class DossierRecord {
  readonly events: RecordedDossierEvent[] = [];
  state: DossierState = initialState;
  readonly #commands: string;
  #count = 0;

  constructor(
    readonly id: string,
    /** As of the receipt; another may have been in force when it was submitted. */
    public edition: Edition,
    readonly placements: Readonly<Record<string, Placement>>,
    readonly calendarOf: (agency: string) => WorkCalendar,
  ) {
    this.#commands = id;
  }

  /** The code of the refusal; undefined: it was done. */
  attempt(actor: Actor, command: DossierCommand, now: Instant): string | undefined {
    const commandId = v5(String(this.#count), this.#commands);
    const { state, edition, placements, calendarOf, id: dossier } = this;
    const decision = decide(state, command, {
      now,
      actor,
      edition,
      placements,
      calendarOf,
      dossier,
      commandId,
    });
    if (!decision.ok) return decision.refusal.code;
    this.#count += 1;
    for (const event of decision.events) {
      const known = this.events.at(-1)?.recordedAt;
      const version = this.events.length + 1;
      const recorded: RecordedDossierEvent = {
        ...event,
        dossier,
        version,
        eventId: `${commandId}/${version}`,
        commandId,
        // What the clock notices may have fallen due while it stood still.
        recordedAt: known && known > event.occurredAt ? known : event.occurredAt,
        imported: true,
      };
      this.events.push(recorded);
      this.state = evolve(this.state, recorded);
    }
    return undefined;
  }
}
