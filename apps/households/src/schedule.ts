import type { JobDeclaration } from '@fangpiao/chassis';

/** Door 3: the clock. Nothing here has a deadline of its own yet. */
export const jobs: readonly JobDeclaration[] = [];
