// node deploy/images/where.mjs main.mjs.map < log: the log with each place of the bundle as the place in the sources.
// The services do not do this themselves: the first error would cost each of them 80 MB of memory for good.
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { createInterface } from 'node:readline';

const map = new SourceMap(JSON.parse(readFileSync(process.argv[2], 'utf8')));
for await (const line of createInterface({ input: process.stdin })) {
  console.log(
    line.replace(/[^\s(]*main\.mjs:(\d+):(\d+)/g, (place, row, column) => {
      const { originalSource, originalLine, originalColumn } = map.findEntry(row - 1, column - 1);
      if (originalSource === undefined) return place;
      return `${originalSource.replace(/^(\.\.\/)+/, '')}:${originalLine + 1}:${originalColumn + 1}`;
    }),
  );
}
