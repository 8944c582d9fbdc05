import type { FoldedDocument } from '../core/ports.ts';
import { canonicalJson } from '../core/canonical.ts';
import { keyedHash } from './cipher.ts';

/** Personal fields of one person, as texts: `{ name, nationalId, phone }`. */
export type PersonalFields = Readonly<Record<string, string>>;

/** One person in the vault collection. Nothing in it can be read without a master key. */
export interface VaultDocument extends FoldedDocument {
  /** Guard of the document; grows with every write, also of a new wrapping. */
  readonly version: number;
  /** Which write this is: tells the own one from another's at the same version. */
  readonly writer: string;
  /** Generation of the master key that wraps `wrapped`; 0 once destroyed. */
  readonly generation: number;
  /** The person's own data key and salt, wrapped by the master key; empty once destroyed. */
  readonly wrapped: string;
  /** Every version of the fields that a commit may name, oldest first. */
  readonly contents: readonly { readonly contentVersion: number; readonly sealed: string }[];
  /** `nationalId_g2` → keyed hash: equality can be asked without a readable value. */
  readonly blind: Readonly<Record<string, string>>;
}

/** What commits and events may hold of a person (WRITE-PATH 27). */
export interface PersonReference {
  readonly personId: string;
  readonly contentVersion: number;
  /** Salted: proves the content to whoever has the vault, tells nothing to others, nothing to anyone once destroyed. */
  readonly digest: string;
}

export function digestOf(salt: Uint8Array, contentVersion: number, fields: PersonalFields): string {
  return keyedHash(salt, canonicalJson({ contentVersion, fields }));
}

/** `blind.nationalId_g2`: the generation is in the name, so that two can live side by side. */
export function blindName(field: string, generation: number): string {
  return `${field}_g${generation}`;
}

export function blindIndexOf(key: Uint8Array, field: string, value: string): string {
  return keyedHash(key, `${field}\n${value.normalize('NFKC').trim().toUpperCase()}`);
}
