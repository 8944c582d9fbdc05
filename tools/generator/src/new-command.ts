import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findAggregate, newAggregate } from './aggregates.ts';
import { isKebab, isVerbNoun, nameOf } from './names.ts';
import { commandFile, contractFile, decisionFile, newAggregateFile, specFile } from './texts.ts';
import type { Plan } from './texts.ts';

/** What a person can put right: one sentence in each language. */
export class GeneratorProblem extends Error {}

export interface Laid {
  /** Written or changed, relative to the repository. */
  readonly files: readonly string[];
  /** What is left to do by hand. */
  readonly hints: readonly string[];
}

/** Lays a new command out in the tree below `root`; refuses before it writes anything. */
export function layOutCommand(
  root: string,
  request: { service: string; command: string; aggregate?: string | undefined },
): Laid {
  const { service, command } = request;
  const serviceFolder = join(root, 'apps', service);
  const contractFolder = join(root, 'libs/contracts/src', service);
  const services = readdirSync(join(root, 'apps')).filter((name) =>
    existsSync(join(root, 'libs/contracts/src', name, 'routes.ts')),
  );
  if (!services.includes(service)) {
    throw new GeneratorProblem(
      `没有带命令的服务 ${service} · no service with commands is called ${service}: ${services.join(', ')}`,
    );
  }
  if (!isVerbNoun(command)) {
    throw new GeneratorProblem(
      `${command}：命令名应为“动词-名词”，例如 report-loss · a command is a verb and a noun, as report-loss`,
    );
  }
  const kind = request.aggregate ?? command.slice(command.indexOf('-') + 1);
  if (!isKebab(kind)) throw new GeneratorProblem(`${kind}: 应为小写短横线命名 · use kebab case`);

  const domainFolder = join(serviceFolder, 'src/domain');
  const known = findAggregate(domainFolder, kind);
  const refusalsPath = join(contractFolder, 'refusals.ts');
  const refusals = readFileSync(refusalsPath, 'utf8');
  const words = readFileSync(join(root, 'libs/contracts/src/shared/words.ts'), 'utf8');
  const plan: Plan = {
    service,
    command: nameOf(command),
    kind: nameOf(kind),
    aggregate: known ?? newAggregate(kind),
    isNew: known === undefined,
    hasIdSchema: new RegExp(`export const ${nameOf(kind).camel}IdSchema\\b`).test(words),
    refusal: `${kind}-${known ? 'unknown' : 'exists'}`,
  };

  const created: [path: string, text: string][] = [
    [join(contractFolder, `${command}.ts`), contractFile(plan)],
    [join(serviceFolder, 'src/commands', `${command}.ts`), commandFile(plan)],
    [join(domainFolder, `${command}.ts`), decisionFile(plan)],
    [join(domainFolder, `${command}.spec.ts`), specFile(plan)],
    ...(plan.isNew
      ? [[join(domainFolder, `${kind}.ts`), newAggregateFile(plan)] satisfies [string, string]]
      : []),
  ];
  const taken = created.find(([path]) => existsSync(path));
  if (taken) {
    throw new GeneratorProblem(
      `${relative(root, taken[0])} 已存在 · exists already; nothing was written`,
    );
  }
  const changed: [path: string, text: string][] = [
    routesWith(join(contractFolder, 'routes.ts'), plan),
    [
      join(contractFolder, 'index.ts'),
      readFileSync(join(contractFolder, 'index.ts'), 'utf8').replace(
        /export \* from '\.\/routes\.ts';\n/,
        (line) => `${line}export * from './${command}.ts';\n`,
      ),
    ],
    ...(refusals.includes(`'${plan.refusal}':`)
      ? []
      : [[refusalsPath, refusalsWith(refusals, plan)] satisfies [string, string]]),
  ];
  for (const [path, text] of [...created, ...changed]) writeFileSync(path, text);
  return {
    files: [...created, ...changed].map(([path]) => relative(root, path)),
    hints: hintsOf(plan),
  };
}

function routesWith(path: string, { service, command }: Plan): [string, string] {
  const text = readFileSync(path, 'utf8');
  const list = `export const ${nameOf(service).camel}Routes = [`;
  if (!text.includes(list)) throw new GeneratorProblem(`${path}: 找不到 · cannot find "${list}"`);
  const end = text.indexOf('] as const;', text.indexOf(list));
  const withEntry = `${text.slice(0, end)}  ${command.camel},\n${text.slice(end)}`;
  const lastImport = withEntry.lastIndexOf("';\n", withEntry.indexOf('\nconst ')) + 3;
  return [
    path,
    `${withEntry.slice(0, lastImport)}import { ${command.camel} } from './${command.kebab}.ts';\n${withEntry.slice(lastImport)}`,
  ];
}

function refusalsWith(text: string, { refusal, kind, isNew }: Plan): string {
  const noun = kind.kebab.replaceAll('-', ' ');
  const entry = isNew
    ? `  '${refusal}': { status: 409, zh: '${noun} 已存在', en: 'This ${noun} exists already' },\n`
    : `  '${refusal}': { status: 404, zh: '没有这个 ${noun}', en: 'No such ${noun}' },\n`;
  const end = text.lastIndexOf('});');
  return `${text.slice(0, end)}${entry}${text.slice(end)}`;
}

function hintsOf(plan: Plan): string[] {
  const { service, command, kind, isNew, aggregate } = plan;
  const app = `apps/${service}`;
  return [
    `${app}/src/http.ts: import { ${command.camel} } from './commands/${command.kebab}.ts'; and`,
    `  onCommand(contract.${command.camel}, { command: ${command.camel}, input: ({ params, body }) => ({ ...params, ...body }), answer: acceptedAs('done') }),`,
    ...(isNew ? [`${app}/src/definition.ts: add ${aggregate.constant} to aggregates`] : []),
    `libs/contracts/src/${service}/${command.kebab}.ts: path, texts in both languages, who may call it, every refusal`,
    `${app}/src/domain/${command.kebab}.spec.ts: one test is red until it says what must happen`,
    `${app}/test/${command.kebab}.spec.ts: the operation through its door (see its neighbours)`,
    `then: npm run test:fast -- ${kind.kebab} && npm run check`,
  ];
}
