import { parseArgs } from 'node:util';

export const usage = `用法 · usage: npm run simulate [-- [--seeds N] [--seed S] [--acts N] [--answers] [--until-broken]]
       npm run simulate -- --planted [--seeds N] [--only DEFECT]
  --seeds N          运行 N 个种子，默认 50 · how many seeds, 50 unless said
  --seed S           从种子 S 开始；没有 --seeds 时只运行这一个 · the first seed; without --seeds that one only
  --from S           同 --seed，但默认运行 50 个 · the first seed, of 50 unless said
  --acts N           每个种子的行为次数，默认由种子决定 · acts in each seed, drawn from it unless said
  --answers          列出人们得到的答复 · also what people were answered
  --until-broken     遇到第一个不成立的种子即停 · stop at the first seed that breaks something
  --planted          在代码副本中植入已知缺陷，逐一检验能否发现 · plant known defects in a copy; each must be caught
退出码 · exit code: 0 全部成立 · all hold, 1 有不成立 · not all do, 2 参数有误 · wrong arguments`;

export interface Arguments {
  readonly first: number;
  readonly count: number;
  readonly acts: number | undefined;
  readonly answers: boolean;
  readonly untilBroken: boolean;
  readonly planted: boolean;
  readonly only: string | undefined;
}

/** What is wrong with an argument, in both languages. */
export class WrongArgument extends Error {
  override name = 'WrongArgument';
}

const usualSeeds = 50;
const seedsPerDefect = 100;
/** A seed is 32 bits of chance: a larger one would tell the story of a smaller again. */
const largestSeed = 2 ** 32 - 1;

/** `--seeds N --seed S`: N seeds beginning with S; `--seed S` alone: that one. */
export function readArguments(args: readonly string[]): Arguments {
  const { seeds, seed, from, acts, only, ...flags } = parsed(args);
  if (seed !== undefined && from !== undefined)
    throw new WrongArgument('--seed 与 --from 只能给一个 · give either --seed or --from, not both');
  const first = whole('--seed', seed) ?? whole('--from', from) ?? 1;
  const usual = flags.planted ? seedsPerDefect : seed === undefined ? usualSeeds : 1;
  const count = whole('--seeds', seeds) ?? usual;
  if (first + count - 1 > largestSeed)
    throw new WrongArgument(`种子不得大于 ${largestSeed} · no seed is larger than ${largestSeed}`);
  return {
    first,
    count,
    acts: whole('--acts', acts),
    answers: flags.answers,
    untilBroken: flags['until-broken'],
    planted: flags.planted,
    only,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seeds: { type: 'string' },
        seed: { type: 'string' },
        from: { type: 'string' },
        acts: { type: 'string' },
        answers: { type: 'boolean', default: false },
        'until-broken': { type: 'boolean', default: false },
        planted: { type: 'boolean', default: false },
        only: { type: 'string' },
      },
    }).values;
  } catch (problem) {
    const what = problem instanceof Error ? problem.message : String(problem);
    throw new WrongArgument(`参数有误 · wrong arguments: ${what}`);
  }
}

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new WrongArgument(
    `${name} 应为正整数，收到“${text}” · ${name} must be a whole number from 1, not "${text}"`,
  );
}
