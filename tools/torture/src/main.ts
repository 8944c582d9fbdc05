import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createScreen, stopSignal, tellProblem } from '@fangpiao/city';
import { lineOf, linesOf, summaryOf } from './telling.ts';
import { torture } from './torture.ts';

const usage = `用法 · usage: npm run torture [-- --minutes N] [--seed S] [--small]
退出码 · exit code: 0 指标与不变量全部成立 · figures agree and invariants hold, 1 有不成立 · not all do`;

const screen = createScreen();
const signal = stopSignal();

process.exitCode = await main().catch((problem: unknown) => tellProblem(screen, problem));

/** `npm run torture -- --minutes N [--seed S] [--small]`. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string' },
      small: { type: 'boolean', default: false },
    },
  });
  const minutes = Number(values.minutes);
  const seed = values.seed === undefined ? randomInt(1, 1_000_000) : Number(values.seed);
  if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
    screen.line(usage);
    return 1;
  }
  screen.line(`种子 · seed ${seed}，${minutes} 分钟 · minutes`);
  const { tally, isRight } = await torture({
    seed,
    minutes,
    size: values.small ? 'small' : 'pilot',
    progress: screen.line,
    report: screen.report,
    tell: (incident, atMillis) => screen.line(lineOf(incident, atMillis)),
    onRound: (round) => linesOf(round).forEach((line) => console.log(line)),
    signal,
  });
  summaryOf(tally).forEach((line) => console.log(line));
  console.log(
    isRight
      ? `种子 ${seed}：全部成立 · seed ${seed}: everything holds`
      : `种子 ${seed}：有不成立之处 · seed ${seed}: not everything holds`,
  );
  return isRight ? 0 : 1;
}
