import { createTorment } from '../src/torment.ts';
import type { Incident, Torment, Victim } from '../src/torment.ts';
import type { Fault } from '../src/schedule.ts';

/** A process that notes what is done to it. */
function pretend(name: string, starts: ('ok' | 'fails')[] = []) {
  const notes: string[] = [];
  let isRunning = true;
  const victim: Victim & { end(): void; notes: string[] } = {
    name,
    notes,
    get isRunning() {
      return isRunning;
    },
    kill: (signal) => {
      notes.push(signal);
      if (signal === 'SIGKILL') isRunning = false;
    },
    restart: () => {
      const start = starts.shift() ?? 'ok';
      notes.push(`restart ${start}`);
      if (start === 'fails') return Promise.reject(new Error('no data folder'));
      isRunning = true;
      return Promise.resolve();
    },
    wipe: () => {
      notes.push(isRunning ? 'wiped while running' : 'wiped');
      return Promise.resolve();
    },
    end: () => {
      isRunning = false;
    },
  };
  return victim;
}

function setUp(faults: Fault[], endMillis = 60) {
  const told: Incident[] = [];
  const torment = createTorment({ faults, endMillis, tell: (incident) => told.push(incident) });
  return { torment, told };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const pass = (millis: number): Promise<void> => jest.advanceTimersByTimeAsync(millis);

async function calm(torment: Torment): Promise<void> {
  const isCalm = torment.calm();
  await pass(1_000);
  await isCalm;
}

test('who is killed is started again, who is stopped goes on, the wiped one lost its data while it was down', async () => {
  const [vouchers, bus] = [pretend('vouchers'), pretend('bus')];
  const { torment, told } = setUp([
    { atMillis: 5, kind: 'kill', victim: 'vouchers', forMillis: 10 },
    { atMillis: 30, kind: 'stop', victim: 'vouchers', forMillis: 10 },
    { atMillis: 40, kind: 'wipe', victim: 'bus', forMillis: 10 },
  ]);
  torment.begin([vouchers, bus]);
  await pass(60);
  expect(torment.isOver).toBe(true);
  await calm(torment);
  expect(vouchers.notes).toEqual(['SIGKILL', 'restart ok', 'SIGSTOP', 'SIGCONT']);
  expect(bus.notes).toEqual(['SIGKILL', 'wiped', 'restart ok']);
  expect(told.map(({ kind, victim }) => `${kind} ${victim}`)).toEqual([
    'kill vouchers',
    'back vouchers',
    'stop vouchers',
    'wipe bus',
    'back bus',
  ]);
});

test('calm lets everyone come back, and the next platform is hurt by what is left', async () => {
  const [first, second] = [pretend('vouchers'), pretend('vouchers')];
  const { torment } = setUp([
    { atMillis: 0, kind: 'stop', victim: 'vouchers', forMillis: 20 },
    { atMillis: 50, kind: 'kill', victim: 'vouchers', forMillis: 5 },
  ]);
  torment.begin([first]);
  await pass(10);
  await calm(torment);
  expect(first.notes).toEqual(['SIGSTOP', 'SIGCONT']);
  expect(torment.isOver).toBe(false);
  torment.begin([second]);
  await pass(60);
  expect(torment.isOver).toBe(true);
  await calm(torment);
  expect(second.notes).toEqual(['SIGKILL', 'restart ok']);
});

test('who ends without being hurt, or does not start, is told of', async () => {
  const fragile = pretend('gateway', ['fails', 'ok']);
  const { torment, told } = setUp([], 10_000);
  torment.begin([fragile]);
  fragile.end();
  await pass(2_000);
  expect(fragile.isRunning).toBe(true);
  await calm(torment);
  expect(told.map(({ kind }) => kind)).toEqual(['ended-by-itself', 'not-back', 'back']);
});
