import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Chance } from '../core/ports.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
export const keyBytes = 32;

/**
 * AES-256-GCM: nonce, ciphertext and tag in one base64 text. `bound` is authenticated with it, so that a text moved
 * to another person or version does not open.
 */
export function encrypt(
  options: { key: Uint8Array; bound: string; chance: Chance },
  plain: Uint8Array,
): string {
  const nonce = options.chance.bytes(nonceBytes);
  const cipher = createCipheriv(algorithm, options.key, nonce);
  cipher.setAAD(Buffer.from(options.bound));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
}

/** Throws when the key is another one or a bit was changed. */
export function decrypt(options: { key: Uint8Array; bound: string }, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(algorithm, options.key, bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(options.bound));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}

/** Keyed hash as 64 hex digits. */
export function keyedHash(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
