import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Who may import whom (docs/decisions and the architecture name the reasons). */
const boundaries = [
  ['layer:values', []],
  ['layer:policy', ['layer:values']],
  ['layer:contracts', ['layer:values', 'layer:policy']],
  ['layer:chassis', ['layer:contracts', 'layer:values']],
  ['layer:service', ['layer:contracts', 'layer:policy', 'layer:values', 'layer:chassis']],
  ['layer:portal', ['layer:contracts', 'layer:values']],
  ['layer:testing', ['*']],
  ['layer:tools', ['*']],
].map(([sourceTag, onlyDependOnLibsWithTags]) => ({
  sourceTag,
  onlyDependOnLibsWithTags: [...onlyDependOnLibsWithTags, 'layer:testing'],
}));

const testingOnlyInTests = {
  group: ['@fangpiao/testing'],
  message: 'libs/testing is imported from tests only.',
};

const noAmbient = [
  { name: 'setTimeout', message: 'Use the timers port.' },
  { name: 'setInterval', message: 'Use the timers port.' },
  { name: 'setImmediate', message: 'Use the timers port.' },
  { name: 'fetch', message: 'Outside systems are reached through a gateway.' },
];
const noAmbientSyntax = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time is a fact: take it from the clock port.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time is a fact: take it from the clock port.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Chance is a port.',
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '.cache/**',
      '.data/**',
      '.nx/**',
      '**/*.mjs',
      '**/*.js',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: boundaries,
          enforceBuildableLibDependency: false,
          // A library may be imported both ways: nothing here is split for a browser.
          checkDynamicDependenciesExceptions: ['.*'],
          // A project's own tests stand on libs/testing, which stands on the project.
          ignoredCircularDependencies: [
            ['@fangpiao/chassis', '@fangpiao/testing'],
            ['@fangpiao/chassis', '@fangpiao/issuer'],
          ],
        },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    // Everything a service does is driven through ports, so that it can be simulated (WRITE-PATH 29).
    files: [
      'apps/*/src/**/*.ts',
      'libs/chassis/src/**/*.ts',
      'libs/policy/src/**/*.ts',
      'libs/values/src/**/*.ts',
    ],
    ignores: [
      '**/*.spec.ts',
      'apps/*/src/main.ts',
      'apps/*/src/gateways/**',
      'libs/chassis/src/adapters/**',
      'apps/portal/**',
    ],
    rules: {
      'no-restricted-globals': ['error', ...noAmbient],
      'no-restricted-syntax': ['error', ...noAmbientSyntax],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'node:crypto',
              importNames: ['randomUUID', 'randomBytes', 'randomInt'],
              message: 'Chance is a port.',
            },
            { name: 'node:fs', message: 'Files are reached through an adapter.' },
            { name: 'node:fs/promises', message: 'Files are reached through an adapter.' },
            { name: 'node:http', message: 'The network is reached through an adapter.' },
            { name: 'node:net', message: 'The network is reached through an adapter.' },
          ],
          patterns: [testingOnlyInTests],
        },
      ],
    },
  },
  {
    files: ['apps/*/src/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                'node:*',
                'mongoose',
                'express',
                '@nats-io/*',
                '**/commands/**',
                '**/queries/**',
                '**/views/**',
                '**/gateways/**',
              ],
              message: 'Domain code is pure: no I/O.',
            },
            testingOnlyInTests,
          ],
        },
      ],
    },
  },
);
