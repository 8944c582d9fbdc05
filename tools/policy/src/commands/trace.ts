import type { Arguments } from '../arguments.ts';
export function trace(_given: Arguments): string {
  return '';
}
