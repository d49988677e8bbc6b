/** 42 working days with a supplement pause over Tết 2026, in seconds; the moments are counted by hand from counting.md. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { instantOf, type Instant, type LocalMoment } from '#libs/calendar';
import type { RecordedEvent } from '#libs/ledger';
import { LONG } from './editions.ts';
import { eventually, followed, startRunning, type Running } from './running.ts';
import { describeWithTimeSkippingFrom, timeSkippingFrom } from './time-skipping-from.ts';
import { createWorld, officerFor, type World } from './world.ts';

const at = (local: string): Instant => instantOf(local as LocalMoment);
const RECEIVED = at('2026-01-05T08:00');

describeWithTimeSkippingFrom('a procedure of 42 working days, with a pause over Tết', () => {
  let world: World;
  let environment: TestWorkflowEnvironment;
  let running: Running;
  let now = RECEIVED;

  /** The server's clock is everybody's. */
  const look = async (): Promise<void> => {
    now = new Date(await environment.currentTimeMs()).toISOString() as Instant;
  };
  const skipTo = async (local: string): Promise<void> => {
    await environment.sleep(Date.parse(at(local)) - (await environment.currentTimeMs()));
    await look();
  };

  beforeAll(async () => {
    [world, environment] = await Promise.all([createWorld(() => now), timeSkippingFrom(RECEIVED)]);
    const commands: World['commands'] = {
      ...world.commands,
      async execute(request) {
        await look();
        return world.commands.execute(request);
      },
    };
    const { address } = environment;
    running = await startRunning(world, { address, namespace: environment.namespace! }, { commands });
    await look();
  }, 120_000);

  afterAll(async () => {
    await running?.stop();
    await environment?.teardown();
    await world?.drop();
  }, 60_000);

  it('notices each moment at the moment that counting.md gives', async () => {
    const dossier = await world.receive(LONG.code);
    const specialist = officerFor('specialist', 'so-khcn/professional', 'so-khcn');
    const noticed = async (type: string, step?: string): Promise<RecordedEvent> => {
      const find = async () =>
        (await world.ledger.load(dossier)).find(
          (event) =>
            event.type === type && (step === undefined || (event.body as { step: string }).step === step),
        );
      await eventually(async () => (await find()) !== undefined);
      return (await find())!;
    };
    await followed(world, running.client, dossier);

    await skipTo('2026-01-05T09:00');
    await world.complete(dossier, 'B1');
    await followed(world, running.client, dossier);

    await skipTo('2026-02-10T10:00');
    await world.act(dossier, { type: 'claim', step: 'B2' }, specialist);
    await world.act(
      dossier,
      { type: 'request-supplement', step: 'B2', items: ['Giấy chứng nhận'], reason: 'thiếu' },
      specialist,
    );
    await followed(world, running.client, dossier);

    await skipTo('2026-02-24T14:00');
    await world.act(dossier, { type: 'receive-supplement', documents: [] }, specialist);
    await followed(world, running.client, dossier);

    // B2: 14,400 minutes from 05/01 09:00; 13,020 were used at the pause; 1,380 run on from 24/02 14:00.
    await skipTo('2026-03-02T08:00');
    const stepLate = await noticed('StepOverdue', 'B2');
    expect(stepLate.occurredAt).toBe(at('2026-02-27T11:30'));
    await followed(world, running.client, dossier);
    await world.complete(dossier, 'B2');

    // The dossier: 26 days were used between 05/01 and 10/02; 16 are left after 24/02.
    await skipTo('2026-03-19T08:00');
    const dossierLate = await noticed('DossierOverdue');
    expect(dossierLate.occurredAt).toBe(at('2026-03-18T17:00'));
    expect((await noticed('DossierWarned')).occurredAt < dossierLate.occurredAt).toBe(true);
    // B3: 11 days of 480 minutes from 02/03 08:00: 30 minutes of the twelfth working day, 17/03.
    expect((await noticed('StepOverdue', 'B3')).occurredAt).toBe(at('2026-03-17T08:00'));
    await followed(world, running.client, dossier);

    await world.finish(dossier);
    expect(await running.client.workflow.getHandle(dossier).result()).toMatchObject({
      status: 'handed-over',
      dueAt: at('2026-03-18T17:00'),
    });
  }, 120_000);
});
