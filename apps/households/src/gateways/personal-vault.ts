import { shortHash, type Vault } from '@fangpiao/chassis';
import type { Kinship } from '@fangpiao/contracts';
import { asId, maskName, maskNationalId, type PersonId } from '@fangpiao/values';
import type { HouseholdMember } from '../domain/household.ts';

/** A person's fields in the clear: only on the way into the vault and out of it. */
export interface PersonalFields {
  readonly name: string;
  readonly nationalId: string;
}

/** The vault as this service uses it: who may see a field is decided and recorded before asking. */
export interface PersonalVault {
  /** Stores the fields; the same fields again change nothing. */
  put(
    personId: PersonId,
    fields: PersonalFields,
  ): Promise<{ readonly contentVersion: number; readonly digest: string }>;
  /** The person with this number, if known. */
  find(nationalId: string): Promise<PersonId | undefined>;
  /** Undefined for an unknown person, an unknown version, and one whose data was destroyed. */
  reveal(
    personId: PersonId,
    reason: { readonly actor: string; readonly purpose: string },
    contentVersion?: number,
  ): Promise<PersonalFields | undefined>;
  /** What a screen may show; nothing of it is left when the data was destroyed. */
  mask(personId: PersonId, contentVersion: number): Promise<PersonalFields>;
}

const ownReason = (purpose: string) => ({ actor: 'service:households', purpose });

export const indexedFields = ['nationalId'] as const;

/** The chassis' vault behind the port. */
export function personalVaultOver(vault: Vault): PersonalVault {
  const read: PersonalVault['reveal'] = async (personId, reason, contentVersion) => {
    const fields = ['name', 'nationalId'] as const;
    const { name, nationalId } =
      (await vault.reveal(personId, fields, reason, contentVersion)) ?? {};
    return name === undefined || nationalId === undefined ? undefined : { name, nationalId };
  };
  return {
    put: async (personId, { name, nationalId }) => vault.put(personId, { name, nationalId }),
    // Two ids for one number exist only after two registrations at the same moment; the first of them counts.
    find: async (nationalId) => {
      const [first] = (await vault.findByValue('nationalId', nationalId)).sort();
      return first === undefined ? undefined : asId<'person'>(first);
    },
    reveal: read,
    mask: async (personId, contentVersion) => {
      const fields = await read(personId, ownReason('masked display'), contentVersion);
      return {
        name: fields ? maskName(fields.name) : '***',
        nationalId: fields ? maskNationalId(fields.nationalId) : '***',
      };
    },
  };
}

/** The name of a place in a household: known before its person is, the same for every repeat of the request. */
function placeId(householdId: string, index: number, attempt: number): PersonId {
  return asId<'person'>(shortHash(['person', householdId, String(index), String(attempt)]));
}

const attemptsAtMost = 8;

/**
 * Stores a household's members before its commit. A known person keeps their id; a new one is named by the place in the
 * household, so that a repeated request names the same people. A place another registration got to first is left alone.
 */
export async function storeMembers(
  vault: PersonalVault,
  household: {
    readonly householdId: string;
    readonly members: readonly (PersonalFields & { readonly kinship: Kinship })[];
  },
): Promise<HouseholdMember[]> {
  return Promise.all(
    household.members.map(async ({ name, nationalId, kinship }, index) => {
      const known = await vault.find(nationalId);
      const { personId, contentVersion, digest } = known
        ? { personId: known, ...(await vault.put(known, { name, nationalId })) }
        : await storeNew(vault, { ...household, index }, { name, nationalId });
      return { personId, kinship, contentVersion, digest };
    }),
  );
}

async function storeNew(
  vault: PersonalVault,
  place: { readonly householdId: string; readonly index: number },
  fields: PersonalFields,
): Promise<{ personId: PersonId; contentVersion: number; digest: string }> {
  const reason = ownReason('one id stands for one person');
  for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
    const personId = placeId(place.householdId, place.index, attempt);
    const there = await vault.reveal(personId, reason);
    if (there && there.nationalId !== fields.nationalId) continue;
    const written = await vault.put(personId, fields);
    if (written.contentVersion === 1) return { personId, ...written };
    // Somebody wrote between the look and the put: if it was another person, theirs is put back.
    const before = await vault.reveal(personId, reason, written.contentVersion - 1);
    if (!before || before.nationalId === fields.nationalId) return { personId, ...written };
    await vault.put(personId, before);
  }
  throw new Error(`no free id for member ${place.index} of household ${place.householdId}`);
}
