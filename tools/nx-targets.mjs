import { dirname } from 'node:path';

/**
 * The targets that every project has, said once. Types are checked for the whole tree by one program
 * (`npm run check -- types`), so there is no target for them.
 *   npx nx run-many -t test --projects=vouchers,values
 *   npx nx affected -t lint test
 */
const workspaceFiles = ['jest.config.mjs', 'tsconfig.base.json', 'package-lock.json'];
const command = (text, inputs) => ({
  command: text,
  options: { cwd: '{workspaceRoot}' },
  cache: true,
  inputs: [
    '{projectRoot}/**/*',
    '^{projectRoot}/**/*',
    ...inputs.map((file) => `{workspaceRoot}/${file}`),
  ],
});

const targetsOf = (root) => ({
  test: command(
    `jest --selectProjects fast real --maxWorkers=1 --passWithNoTests --testPathPatterns ${root}/`,
    workspaceFiles,
  ),
  lint: command(`eslint ${root} --max-warnings 0`, [...workspaceFiles, 'eslint.config.mjs']),
});

export const createNodesV2 = [
  '{apps,libs,tools}/*/package.json',
  (files) =>
    files.map((file) => [
      file,
      { projects: { [dirname(file)]: { targets: targetsOf(dirname(file)) } } },
    ]),
];
export const createNodes = createNodesV2;
