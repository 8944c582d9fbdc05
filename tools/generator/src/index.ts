export { GeneratorProblem, layOutCommand } from './new-command.ts';
export type { Laid } from './new-command.ts';
