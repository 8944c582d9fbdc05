import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(120_000);

let cache: string;
let gate: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'fangpiao-cache-test-'));
  gate = join(cache, 'gate');
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(cache, { recursive: true, force: true });
});

/** A process that makes the same cache folder; `said` resolves when it has printed the word. */
function maker(): {
  child: ChildProcess;
  said: (word: string) => Promise<void>;
  over: Promise<unknown>;
} {
  const child = spawn(process.execPath, [join(__dirname, 'cached-folder.fixture.ts'), gate], {
    env: { ...process.env, FANGPIAO_CACHE: cache, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  let text = '';
  const listeners = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    for (const listener of listeners) listener();
  });
  const said = (word: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (text.includes(word)) resolve();
      };
      listeners.add(look);
      child.once('close', () => reject(new Error(`ended without saying ${word}: ${text}`)));
      look();
    });
  return { child, said, over: new Promise((resolve) => child.once('close', resolve)) };
}

describe('the cache', () => {
  it('is made once by two first runs at a time', async () => {
    const one = maker();
    await one.said('making');
    const two = maker();
    await two.said('waiting');
    writeFileSync(gate, '');
    await Promise.all([one.said('complete'), two.said('complete')]);
    await Promise.all([one.over, two.over]);
    expect(readdirSync(cache).sort()).toEqual(['gate', 'thing']);
  });

  it('is made anew after a first run that was killed, and shows nothing half made', async () => {
    const one = maker();
    await one.said('making');
    one.child.kill('SIGKILL');
    await one.over;
    expect(readdirSync(cache)).not.toContain('thing');
    writeFileSync(gate, '');
    const two = maker();
    await two.said('complete');
    await two.over;
    expect(readdirSync(cache).sort()).toEqual(['gate', 'thing']);
  });
});
