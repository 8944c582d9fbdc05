/**
 * Two halves: `fast` (pure code, the memory engines) and `real` (*.int.spec.ts: real database, real bus,
 * real processes). `npm test` runs both; `npm run test:fast` the first.
 */
const shared = {
  rootDir: import.meta.dirname,
  cacheDirectory: '<rootDir>/.cache/jest',
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Packages that ship only ES modules are compiled like our own sources.
  transformIgnorePatterns: ['/node_modules/(?!(jose|@fangpiao|canonicalize)/)'],
  extensionsToTreatAsEsm: [],
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/.cache/', '<rootDir>/.data/'],
};

export default {
  projects: [
    {
      ...shared,
      displayName: 'fast',
      testMatch: ['<rootDir>/{apps,libs,tools}/**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.int\\.spec\\.ts$', '\\.e2e\\.spec\\.ts$', '/node_modules/'],
    },
    {
      ...shared,
      displayName: 'real',
      testMatch: ['<rootDir>/{apps,libs,tools}/**/*.{int,e2e}.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/'],
    },
  ],
};
