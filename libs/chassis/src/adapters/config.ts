import { fieldProblemsOf } from '@fangpiao/contracts';
import { z } from 'zod';

/** The environment lacks something; `lines` has one sentence for each name. */
export class ConfigProblem extends Error {
  override name = 'ConfigProblem';
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the named variables. An empty one counts as missing. Values never appear in messages: some are secret. */
export function readConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Environment,
): z.output<z.ZodObject<Shape>> {
  const given = Object.keys(shape)
    .map((name) => [name, environment[name]] as const)
    .filter(([, value]) => value !== undefined && value !== '');
  const result = z.object(shape).safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const names = new Set(given.map(([name]) => name));
  throw new ConfigProblem(
    fieldProblemsOf(result.error, '').map(({ path, en }) => {
      const [name = path] = path.split('.');
      const meaning = z.globalRegistry.get(shape[name] as unknown as z.ZodType)?.description;
      const what = meaning === undefined ? '' : ` (${meaning})`;
      return names.has(name)
        ? `Environment variable ${name}${what} is wrong: it ${en}.`
        : `Environment variable ${name}${what} is missing: set it.`;
    }),
  );
}

/** The same for `main.ts`: prints the sentences and ends the process. */
export function readConfigOrExit<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Environment,
  process: { stderr: { write(text: string): unknown }; exit(code: number): never },
): z.output<z.ZodObject<Shape>> {
  try {
    return readConfig(shape, environment);
  } catch (problem) {
    if (!(problem instanceof ConfigProblem)) throw problem;
    process.stderr.write(`${problem.lines.join('\n')}\n`);
    return process.exit(1);
  }
}

/** Words for configuration. */
export const setting = {
  port: (meaning: string) =>
    z.coerce.number().int().min(0).max(65_535).meta({ description: meaning }),
  url: (meaning: string) => z.url().meta({ description: meaning }),
  text: (meaning: string) => z.string().min(1).meta({ description: meaning }),
  /** 32 bytes in base64. */
  key: (meaning: string) =>
    z
      .string()
      .refine((text) => Buffer.from(text, 'base64').byteLength === 32, {
        error: '须为 base64 的 32 字节\u001fmust be 32 bytes in base64',
      })
      .meta({ description: meaning }),
};
