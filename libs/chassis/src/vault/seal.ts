import { CompactEncrypt, compactDecrypt, importJWK } from 'jose';
import type { JWK } from 'jose';
import type { PersonalFields } from './vault-document.ts';

/**
 * Personal data on its way to the one agency that the contract names: a JWE for that agency's public key, made at
 * publishing time (WRITE-PATH 27). Its encryption draws its own randomness; sealed texts differ from run to run.
 */
export async function sealFor(
  receiver: { readonly agency: string; readonly publicKey: JWK },
  personId: string,
  fields: PersonalFields,
): Promise<string> {
  const key = await importJWK(receiver.publicKey, algorithm);
  const kid = receiver.publicKey.kid;
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify({ personId, fields })))
    .setProtectedHeader({
      alg: algorithm,
      enc: 'A256GCM',
      aud: receiver.agency,
      ...(kid !== undefined && { kid }),
    })
    .encrypt(key);
}

/** Opens what was sealed for this agency. Throws for another agency's, and for anything altered. */
export async function openSealed(
  receiver: { readonly agency: string; readonly privateKey: JWK },
  sealed: string,
): Promise<{ readonly personId: string; readonly fields: PersonalFields }> {
  const key = await importJWK(receiver.privateKey, algorithm);
  const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
    keyManagementAlgorithms: [algorithm],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  if (protectedHeader['aud'] !== receiver.agency) throw new Error('sealed for another agency');
  return JSON.parse(new TextDecoder().decode(plaintext)) as {
    personId: string;
    fields: PersonalFields;
  };
}

const algorithm = 'ECDH-ES+A256KW';
