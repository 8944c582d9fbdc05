import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { addressesOf, NothingRuns, platformFile, readPlatformFile } from './addresses.ts';
import { report } from './report.ts';
import { CannotRead } from './source/cannot-read.ts';
import { usualGraceMillis, verify } from './verify.ts';

const usage = `用法 · usage: npm run verify [-- --json FILE] [--platform FILE] [--grace SECONDS]
退出码 · exit code: 0 全部成立 · all hold, 1 有不成立 · one does not, 2 无法读取 · cannot read`;

process.exitCode = await main().catch((problem: unknown) => {
  if (problem instanceof NothingRuns) {
    console.error(`${problem.zh}\n${problem.en}`);
  } else if (problem instanceof CannotRead) {
    console.error(`无法读取 · cannot read ${problem.message}`);
  } else {
    console.error('核对程序出错 · the checker itself failed:', problem);
  }
  return 2;
});

async function main(): Promise<number> {
  let values: Record<'json' | 'platform' | 'grace', string | undefined>;
  try {
    const options = {
      json: { type: 'string' },
      platform: { type: 'string' },
      grace: { type: 'string' },
    } as const;
    values = {
      json: undefined,
      platform: undefined,
      grace: undefined,
      ...parseArgs({ options }).values,
    };
  } catch (problem) {
    console.error(`${problem instanceof Error ? problem.message : ''}\n${usage}`);
    return 2;
  }
  const file = values.platform ?? process.env['FANGPIAO_VERIFY_PLATFORM'] ?? platformFile;
  const from = addressesOf(await readPlatformFile(file), process.env);
  const graceMillis = values.grace === undefined ? usualGraceMillis : Number(values.grace) * 1_000;
  const results = await verify({ from, graceMillis });
  console.log(report(results));
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify({ invariants: results }, null, 2)}\n`);
  }
  return results.every(({ holds }) => holds) ? 0 : 1;
}
