import { questions } from '@fangpiao/policy';
import type { Question } from '@fangpiao/policy';
import { readArguments, Stop } from './arguments.ts';
import type { Arguments } from './arguments.ts';
import { askCommand } from './commands/ask.ts';
import { check } from './commands/check.ts';
import { compare } from './commands/compare.ts';
import { explain } from './commands/explain.ts';
import { bundle, render, schema } from './commands/files.ts';
import { trace } from './commands/trace.ts';

const commands: Record<string, (given: Arguments) => string> = {
  check,
  compare,
  explain,
  render,
  trace,
  bundle,
  schema,
};

const help = `npm run policy -- COMMAND

  check [FILE…]                                 检查政策包 check packs
  ${questions.join('|')}
        --pack FILE --facts FILE [--json] [--en]  提问 ask one question
  life --pack FILE --acts FILE [--json]         房票的一生 a voucher's whole life
  compare OLD NEW --portfolio FILE [--on DATE]  两版对比 compare two packs
  render FILE [--out FILE.html]                 可读文本 a readable document
  explain [FOLDER]                              示例 examples with arithmetic
  trace                                         条款对照 every clause and its examples
  bundle | schema                               生成文件 generated files

FILE is a pack anywhere on the disk (the parts above it are found in its folder), a folder, or the id of a bundled pack.`;

try {
  const [name = '', ...rest] = process.argv.slice(2);
  const given = readArguments(rest);
  if (questions.includes(name as Question)) console.log(askCommand(name as Question, given));
  else if (commands[name]) console.log(commands[name](given));
  else {
    console.log(help);
    if (name !== '' && name !== 'help') process.exitCode = 2;
  }
} catch (problem) {
  if (!(problem instanceof Stop)) throw problem;
  console.error(problem.message);
  process.exitCode = 1;
}
