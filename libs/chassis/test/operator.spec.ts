import { operatorRoutesOf, subscribersOf } from '@fangpiao/contracts';
import { startServiceInMemory } from '@fangpiao/testing';
import { composeService } from '../src/index.ts';
import { counterDefinition, counterSeat, ledgerDefinition, ledgerSeat, openStall } from './town.ts';

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

  it('fold a view anew, and say so when there is no such kind [WRITE-PATH 28]', async () => {
    const { counter, stream } = await start();
    await counter.time.runUntil(counter.store.removeFolded('stall', [stream]));
    const rebuild = (kind: string) =>
      counter.call(routes.rebuildView, { as: operator, body: { kind } });
    expect((await rebuild('stall')).body).toEqual({ kind: 'stall', streams: 1 });
    expect(await counter.time.runUntil(counter.store.folded('stall', [stream]))).toMatchObject([
      { version: 1 },
    ]);
    expect((await rebuild('bus-guard')).status).toBe(404);
  });

  it('let a service go on that has nothing to recover from, and ask its producers [WRITE-PATH 24]', async () => {
    const { counter } = await start();
    const reason = { reason: '库已核对' };
    expect((await counter.call(routes.recover, { as: operator, body: reason })).body).toEqual({
      accepted: [],
      ready: true,
    });
    expect(counter.log.join('\n')).toContain('库已核对');
    expect((await counter.call(routes.askForMissing, { as: operator, body: {} })).body).toEqual({
      asked: [],
    });
  });

  it('tell where chains of other agencies end, and which were cut off [WRITE-PATH 28]', async () => {
    const ledger = await startServiceInMemory(
      (config, ports) =>
        composeService({
          definition: ledgerDefinition({
            brokenAtLedger: new Set(),
            brokenAtCounter: new Set(),
          }),
          routes: () => [],
          ports,
          config,
        }),
      ledgerSeat,
    );
    const say = (saidAt: string, version: number) =>
      ledger.broker.publish(counterSeat, {
        subject: `${counterSeat}.stream.heads.v1`,
        id: saidAt,
        headers: {},
        data: JSON.stringify({
          saidAt,
          entries: [{ stream: 'till/t', version, hash: `hash-${version}` }],
        }),
      });
    say('2026-03-02T03:00:00.000Z', 5);
    await ledger.settle();
    const { witness } = operatorRoutesOf(ledgerSeat);
    const ask = async () =>
      (await ledger.call(witness, { as: { role: 'auditor' }, query: { stream: 'till/t' } })).body;
    const kept = { producer: counterSeat, stream: 'till/t', version: 5, hash: 'hash-5' };
    expect(await ask()).toMatchObject({ alarms: [], kept: [kept] });
    say('2026-03-02T04:00:00.000Z', 4);
    await ledger.settle();
    expect(await ask()).toMatchObject({
      alarms: [{ producer: counterSeat, stream: 'till/t', was: 5, is: 4 }],
      kept: [kept],
    });
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
