import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';

/** The specs of one project as one script: evaluating it again gives every module afresh. */
export type Bundle = {
  readonly specs: readonly string[];
  /** Modules afresh; each loader runs the body of one spec. */
  evaluate(): Loaders;
};

export type Loaders = Readonly<Record<string, () => void>>;

/** Compiles sources and specs once; packages stay outside and are loaded once. */
export async function bundleSpecs(folder: string): Promise<Bundle> {
  const specs = globSync('**/*.spec.ts', { cwd: folder }).sort();
  const loaders = specs.map(
    (spec) => `${JSON.stringify(spec)}: () => require(${JSON.stringify(`./${spec}`)}),`,
  );
  const { outputFiles } = await build({
    stdin: {
      contents: `module.exports = {\n${loaders.join('\n')}\n};`,
      resolveDir: folder,
      loader: 'js',
    },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'es2024',
    external: ['zod', 'yaml', 'decimal.js', 'fast-check'],
    plugins: [ownFolders],
    logLevel: 'error',
  });
  const script = new Script(
    `(function (module, require) {${outputFiles[0]?.text ?? ''}\nreturn module.exports;})`,
    { filename: join(folder, 'bundle.cjs') },
  );
  const evaluate = script.runInThisContext() as (
    module: object,
    require: NodeJS.Require,
  ) => Loaders;
  const require = createRequire(import.meta.url);
  return { specs, evaluate: () => evaluate({ exports: {} }, require) };
}

/** In a bundle `import.meta.dirname` would be lost. */
const ownFolders: Plugin = {
  name: 'own-folders',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.dirname',
        JSON.stringify(dirname(path)),
      ),
      loader: 'ts',
    }));
  },
};
