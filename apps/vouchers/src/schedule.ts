import type { JobDeclaration } from '@fangpiao/chassis';

/** Door 3: the clock. */
export const jobs: readonly JobDeclaration[] = [];
