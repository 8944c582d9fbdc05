import { examplesIn } from './examples.ts';
import { loadPack } from '@fangpiao/policy';
import { packsFolder, packsIn } from './pack-folder.ts';
import { bundledPacks } from '@fangpiao/policy';
import { readFileSync } from 'node:fs';
import { bundledFiles, bundleFile, bundleText } from './bundle.ts';
import { schemaFile, schemaText } from './commands/files.ts';
import { readPackFiles } from './pack-folder.ts';

const packs = packsIn(packsFolder);

describe('packs of the repository', () => {
  it.each(Object.entries(packs))('%s loads', (_id, files) => {
    const loaded = loadPack(readPackFiles(files));
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  });

  it('are bundled as they stand (npm run policy -- bundle)', () => {
    expect(readFileSync(bundleFile, 'utf8') === bundleText()).toBe(true);
    expect(Object.keys(bundledPacks)).toHaveLength(bundledFiles().length);
  });

  it('have a published JSON Schema as it stands (npm run policy -- schema)', () => {
    expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(JSON.parse(schemaText()));
  });

  it('have examples, every one', () => {
    const withExamples = new Set(examplesIn(packsFolder).map((file) => file.pack));
    expect(Object.keys(packs).filter((id) => !withExamples.has(id))).toEqual([]);
  });
});
