import { operatorRoutesOf, subscribersOf } from '@fangpiao/contracts';
import { startServiceInMemory } from '@fangpiao/testing';
import { composeService } from '../src/index.ts';
import { counterDefinition, counterSeat, openStall } from './town.ts';

const routes = operatorRoutesOf(counterSeat);

describe('the operator’s routes of every service', () => {
  async function start() {
    const switches = { brokenAtLedger: new Set<string>(), brokenAtCounter: new Set(['cursed']) };
    const counter = await startServiceInMemory(
      (config, ports) =>
        composeService({
          definition: counterDefinition(switches),
          routes: () => [],
          ports,
          config,
        }),
      counterSeat,
    );
    const opened = await counter.time.runUntil(
      counter.service.core.runner.run(
        openStall,
        { name: 'cursed' },
        {
          actor: { subject: 'clerk', role: 'counter-officer', agency: 'town' },
          keyScope: ['clerk', 'open'],
          received: 'open',
          receivedAt: counter.time.now(),
        },
      ),
    );
    if (opened.kind !== 'accepted') throw new Error('not opened');
    await counter.settle(10_000);
    return { counter, switches, stream: opened.commit.stream };
  }
  const operator = { role: 'operator' } as const;

  it('show what is stuck, send it through again, and check a chain', async () => {
    expect(subscribersOf(counterSeat)).not.toEqual([]);
    const { counter, switches, stream } = await start();
    const source = `own/${stream}`;
    const status = await counter.call(routes.status, { as: operator });
    expect(status.body).toMatchObject({ service: counterSeat, ready: true, deadLetters: 1 });
    const { body } = await counter.call(routes.deadLetters, { as: { role: 'auditor' } });
    expect(body.letters).toMatchObject([
      { source, events: [{ problem: expect.stringContaining('a bug met') }] },
    ]);
    const replay = () => counter.call(routes.replayDeadLetter, { as: operator, body: { source } });
    expect((await replay()).body).toEqual({ source, passed: false });
    switches.brokenAtCounter.clear();
    expect((await replay()).body).toEqual({ source, passed: true });
    expect((await replay()).status).toBe(404);
    const chain = await counter.call(routes.verifyChain, { as: operator, query: { stream } });
    expect(chain.body).toEqual({ stream, commits: 1, isUnbroken: true });
    const none = await counter.call(routes.verifyChain, {
      as: operator,
      query: { stream: 'stall/none' },
    });
    expect(none.status).toBe(404);
  });

  it('let the auditor look and not touch, and nobody else in', async () => {
    const { counter } = await start();
    const auditor = { role: 'auditor' } as const;
    const source = 'own/stall/any';
    expect((await counter.call(routes.status, { as: auditor })).status).toBe(200);
    expect(
      (await counter.call(routes.replayDeadLetter, { as: auditor, body: { source } })).status,
    ).toBe(403);
    expect((await counter.call(routes.status, { as: { role: 'holder' } })).status).toBe(403);
    expect((await counter.call(routes.status, {})).status).toBe(401);
  });
});
