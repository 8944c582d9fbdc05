import type { World } from './world.ts';
export function describeOperation(_given: () => World): void {}
