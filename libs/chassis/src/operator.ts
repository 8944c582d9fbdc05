import { operatorRoutesOf } from '@fangpiao/contracts';
import type { Instant } from '@fangpiao/values';
import { findWitnessed, listChainAlarms } from './core/chain-heads.ts';
import type { ServiceCore } from './core/service.ts';
import { verifyChain } from './core/verify-chain.ts';
import { onQuery, refused, type BoundRoute } from './http/index.ts';

/** Routes that every service has for its operator: what is stuck, and sending it through again. */
export function operatorRoutes(core: ServiceCore): readonly BoundRoute[] {
  const routes = operatorRoutesOf(core.definition.name);
  return [
    onQuery(routes.status, async () => {
      const status = core.status();
      return {
        answer: {
          service: status.service,
          ready: status.ready,
          reasons: [...status.reasons],
          queuePercent: Math.round(status.queueLoad * 100),
          pendingCommits: status.pendingCommits,
          eventsHandled: status.eventsHandled,
          forkedStreams: [...status.forkedStreams],
          deadLetters: (await core.deadLetters.list()).length,
        },
      };
    }),
    onQuery(routes.deadLetters, async () => ({
      answer: {
        letters: (await core.deadLetters.list()).map(({ _id, laidAt, events }) => ({
          source: _id,
          laidAt: laidAt as Instant,
          // Not the data: what an event holds is for its service, not for the operator.
          events: events.map(({ id, type, problem }) => ({
            id,
            ...(typeof type === 'string' && { type }),
            ...(typeof problem === 'string' && { problem }),
          })),
        })),
      },
    })),
    onQuery(routes.replayDeadLetter, async ({ body: { source } }) => {
      if (!(await core.deadLetters.get(source))) throw refused('not-found');
      return { answer: { source, passed: await core.replayDeadLetter(source) } };
    }),
    onQuery(routes.verifyChain, async ({ query: { stream } }) => {
      const { commits, problem } = await verifyChain(core.ports.store, stream);
      if (commits === 0 && problem === undefined) throw refused('not-found');
      const isUnbroken = problem === undefined;
      return {
        answer: { stream, commits, isUnbroken, ...(problem !== undefined && { problem }) },
      };
    }),
    onQuery(routes.recover, async ({ body: { reason } }, { actor }) => {
      const accepted = await core.recover();
      core.ports.log.warn('the operator let the service go on', { by: actor.subject, reason });
      return { answer: { accepted: [...accepted], ready: core.readiness().ready } };
    }),
    onQuery(routes.askForMissing, async () => ({
      answer: { asked: [...(await core.askForMissing())] },
    })),
    onQuery(routes.rebuildView, async ({ body: { kind } }) => {
      const streams = await core.rebuild(kind);
      if (streams === undefined) throw refused('not-found');
      return { answer: { kind, streams } };
    }),
    onQuery(routes.witness, async ({ query: { stream } }) => {
      const { store } = core.ports;
      const producers = core.definition.subscriptions.map(({ producer }) => producer);
      const kept = stream === undefined ? [] : await findWitnessed(store, producers, stream);
      return {
        answer: {
          alarms: (await listChainAlarms(store)).map(({ producer, stream, was, is, saidAt }) => ({
            producer,
            stream,
            was,
            is,
            saidAt: saidAt as Instant,
          })),
          kept: kept.map(({ producer, _id, version, hash, saidAt }) => ({
            producer,
            stream: _id,
            version,
            hash,
            saidAt: saidAt as Instant,
          })),
        },
      };
    }),
  ];
}
