import { dirname, join } from 'node:path';

export const repositoryFolder = dirname(dirname(dirname(import.meta.dirname)));
export const policyFolder = 'libs/policy';
/** Reports, the incremental file and the sandbox; nothing of it is committed. */
export const cacheFolder = join(repositoryFolder, '.cache/mutate');
