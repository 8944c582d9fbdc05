import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { GeneratorProblem, layOutCommand } from './new-command.ts';

const usage =
  'npm run new-command -- SERVICE VERB-NOUN [--aggregate KIND]     npm run new-command -- vouchers report-loss --aggregate voucher';
const root = resolve(import.meta.dirname, '../../..');

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { aggregate: { type: 'string' } },
  });
  const [service, command] = positionals;
  if (service === undefined || command === undefined || positionals.length > 2) {
    throw new GeneratorProblem(usage);
  }
  const { files, hints } = layOutCommand(root, { service, command, aggregate: values.aggregate });
  const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
  execFileSync(process.execPath, [prettier, '--write', '--log-level', 'warn', ...files], {
    cwd: root,
    stdio: 'inherit',
  });
  console.log(files.join('\n'));
  console.log('\n接下来 · next:');
  console.log(hints.join('\n'));
} catch (problem) {
  const isOurs = problem instanceof GeneratorProblem || problem instanceof TypeError;
  if (!isOurs) throw problem;
  console.error(problem.message);
  process.exitCode = 1;
}
