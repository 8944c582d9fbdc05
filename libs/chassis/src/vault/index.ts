export * from './vault.ts';
export * from './seal.ts';
export type { PersonalFields, PersonReference } from './vault-document.ts';
