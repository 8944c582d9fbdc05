import type { JobDeclaration } from '@fangpiao/chassis';

/** Door 3: the clock. Nothing is sent on the clock's word yet. */
export const jobs: readonly JobDeclaration[] = [];
