import type { DomainEvent } from '@fangpiao/contracts';
import type { Aggregate, CommandDeclaration, ServiceDefinition } from '../src/index.ts';
import { commitsOf, kinds, many } from './given.ts';
import { createMemoryWorld, type MemoryWorld } from './memory-world.ts';
import { counterDefinition, counterSeat, paidIn } from './town.ts';
import { send, type Process } from './world.ts';

interface Badge {
  readonly worn: number;
}
type BadgeEvent = DomainEvent<'badge-worn', { by: string }>;

const badge: Aggregate<Badge, BadgeEvent> = {
  service: counterSeat,
  kind: 'badge',
  schema: 1,
  initial: { worn: 0 },
  events: [],
  internal: ['badge-worn'],
  hasView: false,
  apply: ({ worn }) => ({ worn: worn + 1 }),
};

const wear: CommandDeclaration<{ id: string; by: string }, Badge, BadgeEvent, undefined> = {
  name: 'wear',
  aggregate: badge,
  id: ({ id }) => id,
  decide: ({ worn }, { by }) =>
    worn >= 6 ? { refused: 'till-empty' } : [{ type: 'badge-worn', data: { by } }],
};

function withKind(town: ServiceDefinition, kind: Aggregate<Badge, BadgeEvent>): ServiceDefinition {
  const kinds = [kind] as unknown as ServiceDefinition['aggregates'];
  return { ...town, aggregates: [...town.aggregates, ...kinds] };
}

/** Kinds whose streams nobody lists: nothing is stored of them beside their commits. */
describe('a kind without a view', () => {
  let world: MemoryWorld;
  let definition: ServiceDefinition;
  beforeEach(() => {
    world = createMemoryWorld();
    const town = counterDefinition(world.switches);
    definition = withKind(town, badge);
  });
  afterEach(() => world.end());

  const wearTwice = (process: Process) =>
    world.run(Promise.all(many(2).map((n) => send(process, wear, { id: 'b', by: `guard ${n}` }))));
  const allDone = (process: Process) =>
    world.until(
      'all is done',
      async () => (await process.ports.store.commitsNotDone('2999', 1)).length === 0,
    );

  it('stores commits alone, and they are done all the same [WRITE-PATH 10]', async () => {
    const process = await world.start(definition);
    expect(kinds(await wearTwice(process))).toEqual({ accepted: 2 });
    await allDone(process);
    expect(await world.run(commitsOf(process, 'badge/b'))).toHaveLength(2);
    expect(await world.run(process.ports.store.folded('badge', ['badge/b']))).toEqual([]);
  });

  it('is decided by a process that has never seen the stream on all that was committed [WRITE-PATH 2, 8]', async () => {
    for (const worn of [2, 4, 6]) {
      const process = await world.start(definition);
      await wearTwice(process);
      await allDone(process);
      const { state } = await world.run(process.core.reader.state(badge, 'b'));
      expect(state).toEqual({ worn });
      await world.run(process.stop());
    }
    const last = await world.start(definition);
    expect(kinds(await wearTwice(last))).toEqual({ refused: 2 });
  });

  it('gives a repeat the answer that was given before [WRITE-PATH 5]', async () => {
    const first = await world.start(definition);
    const door = { key: 'the same key' };
    await world.run(send(first, wear, { id: 'b', by: 'guard' }, door));
    const second = await world.start(definition);
    const again = await world.run(send(second, wear, { id: 'b', by: 'guard' }, door));
    expect(again.kind).toBe('repeated');
    expect(await world.run(commitsOf(second, 'badge/b'))).toHaveLength(1);
  });

  it.each([
    ['due', { dueAt: () => undefined }],
    ['searched', { indexes: [{ 'state.worn': 1 as const }] }],
    ['published', { events: [paidIn] }],
  ])('is refused when it is %s, which is found in the view', async (_what, sought) => {
    const odd = { ...badge, ...sought } as typeof badge;
    await expect(world.start(withKind(definition, odd))).rejects.toThrow(/must have a view/);
  });
});
