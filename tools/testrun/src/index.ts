export { checks } from './checks.ts';
export type { Check } from './checks.ts';
export { comparePublished, publish, publishedFolder } from './published-contracts.ts';
export { cacheFolder, repositoryFolder, runQuietly } from './run.ts';
