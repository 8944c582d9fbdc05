import { ask, sayAnswer } from '@fangpiao/policy';
import type { Question } from '@fangpiao/policy';
import { ValueProblem } from '@fangpiao/values';
import { needed, openPack, readYaml, Stop } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';

/** `quote|use|leftover|… --pack FILE --facts FILE [--json] [--en]`. */
export function askCommand(question: Question, { options, flags }: Arguments): string {
  const pack = openPack(needed(options, 'pack'));
  const facts = readYaml(needed(options, question === 'life' && !options.facts ? 'acts' : 'facts'));
  try {
    const answer = ask(pack, { question, facts });
    if (flags.has('json')) return JSON.stringify(answer, null, 2);
    const sentences = sayAnswer(question, answer);
    return sentences.map((each) => (flags.has('en') ? each.en : each.zh)).join('\n');
  } catch (problem) {
    if (problem instanceof ValueProblem) throw new Stop(`${problem.zh} / ${problem.en}`);
    throw problem;
  }
}
