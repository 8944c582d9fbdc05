// eslint-disable-next-line @nx/enforce-module-boundaries -- the engines are started by a tool; only this test needs it
import { startEngines, type RunningEngines } from '@fangpiao/engines';
import { describeBehaviour } from './behaviour.ts';
import { createRealWorld } from './real-world.ts';

jest.setTimeout(300_000);

let engines: RunningEngines;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

describeBehaviour('a real database and a real bus', () => createRealWorld(engines));
