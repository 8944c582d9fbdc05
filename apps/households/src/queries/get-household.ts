import { versionTag, type Actor, type QueryResult, type ServiceCore } from '@fangpiao/chassis';
import { refuse, type AnswerOf, type getHousehold as route } from '@fangpiao/contracts';
import type { HouseholdId } from '@fangpiao/values';
import { household } from '../domain/household.ts';
import type { PersonalVault } from '../gateways/personal-vault.ts';
import { mayRead } from './scope.ts';

/** One household; names and numbers are masked. */
export async function getHousehold(
  from: { readonly core: ServiceCore; readonly vault: PersonalVault },
  householdId: HouseholdId,
  actor: Actor,
): Promise<QueryResult<AnswerOf<typeof route>>> {
  const { state, version } = await from.core.reader.state(household, householdId);
  if (state.status === 'none' || !mayRead(actor, state.district))
    return refuse('household-unknown');
  const members = await Promise.all(
    state.members.map(async ({ personId, kinship, contentVersion }) => ({
      personId,
      kinship,
      ...(await from.vault.mask(personId, contentVersion)),
    })),
  );
  const { areaId, titleArea, legalArea } = state;
  return {
    answer: { householdId, areaId, titleArea, legalArea, members },
    etag: versionTag(version),
  };
}
