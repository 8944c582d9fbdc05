/** Run by cache.int.spec.ts as separate processes: makes a cache folder slowly and says so. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../src/cache.ts';
import { until } from '../src/run.ts';

const [gate = ''] = process.argv.slice(2);
const folder = await cached(
  'thing',
  async (target) => {
    writeFileSync(join(target, 'first'), 'half');
    console.log('making');
    await until(() => Promise.resolve(existsSync(gate) ? true : undefined), { deadlineMs: 60_000 });
    writeFileSync(join(target, 'second'), 'whole');
  },
  { progress: () => console.log('waiting') },
);
console.log(existsSync(join(folder, 'second')) ? 'complete' : 'half made');
