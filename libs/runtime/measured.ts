/** Commands and appends measured and traced; as they are where nobody measures. */
import type { CommandOutcome, Commands } from '#libs/commands';
import type { Ledger } from '#libs/ledger';
import { counter, gauge, inCommand, inSpan, isTracing } from '#libs/telemetry';
import type { Pool } from 'pg';

export function measuredLedger(ledger: Ledger): Ledger {
  if (!isTracing()) return ledger;
  return {
    ...ledger,
    append: (request) =>
      inSpan('ledger append', { 'dunghan.events': request.events.length }, () => ledger.append(request)),
  };
}

export function measuredCommands(commands: Commands): Commands {
  const done = counter('dunghan.commands');
  const note = (type: string, { kind }: CommandOutcome): void => done.add(1, { type, outcome: kind });
  return {
    ...commands,
    async execute(request) {
      const { type } = request.command;
      const outcome = await inCommand(request.commandId, `command ${type}`, { 'dunghan.command': type }, () =>
        commands.execute(request),
      );
      note(type, outcome);
      return outcome;
    },
  };
}

/** How the connections of a process are used. */
export function measurePool({ pool }: { readonly pool: Pool }): void {
  gauge('dunghan.db.pool.connections', () => [
    { value: pool.totalCount - pool.idleCount, attributes: { state: 'used' } },
    { value: pool.idleCount, attributes: { state: 'idle' } },
  ]);
  // Whom an idle connection is about to serve does not wait: what measures asks, too.
  gauge('dunghan.db.pool.waiting', () => [{ value: Math.max(0, pool.waitingCount - pool.idleCount) }]);
}
