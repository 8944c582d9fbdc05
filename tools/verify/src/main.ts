import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { addressesOf, NothingRuns, platformFile, readPlatformFile } from './addresses.ts';
import { report } from './report.ts';
import { CannotRead } from './source/cannot-read.ts';
import { verify } from './verify.ts';

const usage = `用法 · usage: npm run verify [-- --json FILE] [--platform FILE]
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
  let values: { json?: string | undefined; platform?: string | undefined };
  try {
    ({ values } = parseArgs({
      options: { json: { type: 'string' }, platform: { type: 'string' } },
    }));
  } catch (problem) {
    console.error(`${problem instanceof Error ? problem.message : ''}\n${usage}`);
    return 2;
  }
  const file = values.platform ?? process.env['FANGPIAO_VERIFY_PLATFORM'] ?? platformFile;
  const from = addressesOf(await readPlatformFile(file), process.env);
  const results = await verify({ from });
  console.log(report(results));
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify({ invariants: results }, null, 2)}\n`);
  }
  return results.every(({ holds }) => holds) ? 0 : 1;
}
