import { performance } from 'node:perf_hooks';
import {
  comparePacks,
  loadBundledPack,
  loadPack,
  bundledPackFiles,
  bundledPacks,
  readHousehold,
} from '@fangpiao/policy';
import { calendarDate } from '@fangpiao/values';

/** `node tools/policy/src/bench-compare.ts`: two versions of the Dalian pack over 100,000 households. */
const households = 100_000;
const lines = Array.from({ length: households }, (_, index) =>
  JSON.stringify({
    id: `h${index}`,
    issuedOn: `2026-${String(1 + (index % 12)).padStart(2, '0')}-15`,
    facts: {
      formula: 'by-money',
      inputs: { monetaryCompensationFen: 30_000_000 + index * 997, movingFeeFen: 200_000 },
    },
  }),
);

const before = loadBundledPack('dalian-example-district');
const after = loadPack(
  (bundledPackFiles['dalian-example-district'] ?? []).map((file) => ({
    file,
    text: (bundledPacks[file] ?? '').replace(
      'rewardRatio: { value: 10 %',
      'rewardRatio: { value: 9 %',
    ),
  })),
);
if (!before.ok || !after.ok) throw new Error('the packs do not load');

const start = performance.now();
const cpu = process.cpuUsage();
const result = comparePacks({
  before: before.pack,
  after: after.pack,
  portfolio: lines.map((line, index) => readHousehold(line, index + 1)),
  issuedOn: calendarDate('2026-03-02'),
});
const { user, system } = process.cpuUsage(cpu);
const seconds = (performance.now() - start) / 1000;
const figures = {
  households: result.households,
  seconds: seconds.toFixed(2),
  cpuSeconds: ((user + system) / 1e6).toFixed(2),
  lose: result.lose.households,
};
console.log(JSON.stringify(figures));
if (seconds > 10) process.exitCode = 1;
