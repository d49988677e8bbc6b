/** What the daily look at the agencies' systems has done: reminders, by a command of the clock. */
import { ApplicationFailure } from '@temporalio/common';
import type { UsedAuthority } from '#libs/access';
import { dateOf, type Instant } from '#libs/calendar';
import type { QmsCommands } from '#libs/commands';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import type { QmsActivities } from '#workflows';

const CLOCK: UsedAuthority = { kind: 'clock', id: 'clock' };

export interface QmsPorts {
  readonly qms: {
    readonly commands: Pick<QmsCommands, 'record' | 'load'>;
    readonly agencies: () => Promise<readonly string[]>;
    readonly now: () => Instant;
  };
}

export function createQmsActivities({ qms: { commands, agencies, now } }: QmsPorts): QmsActivities {
  return {
    agenciesWithRecords: agencies,
    async remindOfDutiesIn(agency) {
      const before = await commands.load(agency);
      const key = `remind ${dateOf(now())} v${before.version}`;
      const outcome = await commands.record({
        agency,
        command: { type: 'remind' },
        by: CLOCK,
        commandId: commandIdOf(`clock qms ${agency}`, key),
        requestHash: requestHashOf({ key }),
      });
      if ('state' in outcome) return outcome.state.reminders.length - before.reminders.length;
      if (outcome.kind === 'refused') return 0;
      throw ApplicationFailure.retryable(`reminding ${agency} came to ${outcome.kind}`, outcome.kind);
    },
  };
}
