import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comparePublished, publish } from './published-contracts.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'fangpiao-contracts-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const edit = (change: (snapshot: { routes: Record<string, object> }) => void): void => {
  const file = join(folder, 'v1.json');
  const snapshot = JSON.parse(readFileSync(file, 'utf8')) as { routes: Record<string, object> };
  change(snapshot);
  writeFileSync(file, JSON.stringify(snapshot));
};

test('what was published is equal to itself, and is not published twice', async () => {
  expect(await publish(folder)).toBe('v1.json');
  expect(await publish(folder)).toBe('v1.json');
  expect(readdirSync(folder)).toEqual(['v1.json']);
  expect(await comparePublished(folder)).toEqual({ version: 1, changes: [] });
});

test('a route that is gone is a break', async () => {
  await publish(folder);
  edit(({ routes }) => (routes['goneRoute'] = routes['startPurchase']!));
  const { changes } = await comparePublished(folder);
  expect(changes).toEqual([{ path: 'route goneRoute', isBreak: true, what: 'is gone' }]);
});

test('a new route is none, and becomes the next version', async () => {
  await publish(folder);
  edit(({ routes }) => delete routes['startPurchase']);
  const { changes } = await comparePublished(folder);
  expect(changes).toEqual([{ path: 'route startPurchase', isBreak: false, what: 'is new' }]);
  expect(await publish(folder)).toBe('v2.json');
});
