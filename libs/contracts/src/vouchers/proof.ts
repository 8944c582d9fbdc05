import { z } from 'zod';

/**
 * A paper that proves what the pack asks for (kinship, marriage, licence). Only where it is kept and its digest travel:
 * the paper itself is personal and stays in the archive.
 */
export const proofSchema = z.strictObject({
  kind: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{1,39}$/,
      '应为政策包中的证明种类 / must be a kind of proof as the pack names it',
    )
    .meta({ examples: ['kinship-proof'] }),
  archiveNumber: z
    .string()
    .regex(
      /^DA-[A-Za-z0-9-]{1,36}$/,
      '应为档案编号，以 DA- 开头 / must be a number of the archive, beginning with DA-',
    )
    .meta({ examples: ['DA-2026-000123'] }),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '应为扫描件的 SHA-256 / must be the SHA-256 of the scanned paper')
    .meta({ examples: ['0f'.repeat(32)] }),
});
export type Proof = z.output<typeof proofSchema>;
