import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readExamples, runExample, sayAnswer } from '../src/index.ts';
import { packOf } from './packs.ts';

/** Every example beside every pack: facts → what must come out; and it can be said in both languages. */
const folder = join(import.meta.dirname, '../packs');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /examples\/[^/]+\.yaml$/.test(file.replaceAll('\\', '/')))
  .sort();

describe.each(files)('%s', (file) => {
  const { pack, examples } = readExamples(parse(readFileSync(join(folder, file), 'utf8')));
  const titled = examples.map(
    (each) => [`${each.title} [${each.clauses.join(', ')}]`, each] as const,
  );

  it.each(titled)('%s', (_title, example) => {
    const { answer, differences } = runExample(packOf(pack), example);
    expect(differences).toEqual([]);
    for (const { zh, en } of sayAnswer(example.ask, answer)) {
      expect(zh).not.toMatch(/undefined|NaN|\[object/);
      expect(en).not.toMatch(/undefined|NaN|\[object/);
    }
  });
});
