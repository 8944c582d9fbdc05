// node deploy/images/bundle.mjs OUTFILE ENTRY: one file with everything an entry needs, as the image runs it.
import { build } from 'esbuild';

const [outfile, entry] = process.argv.slice(2);
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: true,
  sourcesContent: false,
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  // The engine keeps the text of the program in memory: without comments it is a third shorter, and with Latin-1
  // characters only (they stand in comments for the most part) it takes one byte a character instead of two.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'external',
  logLevel: 'error',
});
