import {
  MemoryBroker,
  MemoryBus,
  MemoryDatabase,
  MemoryStore,
  type Service,
} from '@fangpiao/chassis';
import { familiesTaken, serviceNames, type ServiceName } from '@fangpiao/contracts';
import { SeededChance, SimulatedTime } from '@fangpiao/testing';
import { familiesTaken as familiesChecked } from '@fangpiao/verify';
import { composers, identity } from './replica.ts';

function compose(name: ServiceName): Service {
  const time = new SimulatedTime({ startMillis: 0 });
  const chance = new SeededChance(1);
  const broker = new MemoryBroker({ timers: time, clock: time, chance });
  const silent = (): void => undefined;
  return composers[name]({
    clock: time,
    timers: time,
    chance,
    store: new MemoryStore({ database: new MemoryDatabase(), timers: time, clock: time, chance }),
    bus: new MemoryBus({ broker, service: name, subscribers: [], timers: time }),
    log: { info: silent, warn: silent, error: silent },
    identity,
    faultPoint: () => undefined,
  });
}

/** As `<producer>-<family>`. */
function subscribedBy(name: ServiceName): string[] {
  const taken = compose(name).core.definition.subscriptions.flatMap((subscription) => {
    const { producer, mirrors, handlers } = subscription;
    const families = [
      ...mirrors.map(({ family }) => family),
      ...handlers.map(({ type }) => type.split('.')[1]!),
    ];
    return families.map((family) => `${producer}-${family}`);
  });
  return [...new Set(taken)].sort();
}

/** The memory bus hands everything to everybody; the real one only what the contract's table says. */
test.each(serviceNames)('the bus gives %s every family that it subscribes to', (name) => {
  const given = Object.entries(familiesTaken[name]).flatMap(([producer, families]) =>
    families.map((family) => `${producer}-${family}`),
  );
  expect(subscribedBy(name)).toEqual(given.sort());
});

test.each(serviceNames)('the checker expects at %s every family that it subscribes to', (name) => {
  expect([...familiesChecked[name]].sort()).toEqual(subscribedBy(name));
});
