import {
  districtOf,
  refused,
  Refused,
  type Actor,
  type CommandDeclaration,
  type FactReader,
} from '@fangpiao/chassis';
import type { BodyOf, registerHousehold as route } from '@fangpiao/contracts';
import { resettlementArea, type ResettlementArea } from '../domain/area.ts';
import {
  decideRegisterHousehold,
  household,
  refusalOfRegistration,
  type Household,
  type HouseholdEvent,
  type HouseholdFacts,
} from '../domain/household.ts';
import { storeMembers, type PersonalVault } from '../gateways/personal-vault.ts';

export const registerHousehold: CommandDeclaration<
  HouseholdFacts,
  Household,
  HouseholdEvent,
  { area: ResettlementArea }
> = {
  name: 'RegisterHousehold',
  aggregate: household,
  id: ({ householdId }) => householdId,
  creates: true,
  facts: async ({ areaId }, reader) => ({
    area: (await reader.state(resettlementArea, areaId)).state,
  }),
  decide: decideRegisterHousehold,
};

/**
 * What the command is given: the members by opaque ids. Their fields go into the vault here, before the commit
 * (WRITE-PATH 27), unless the registration cannot succeed.
 */
export async function registrationOf(
  body: BodyOf<typeof route>,
  by: { readonly actor: Actor; readonly reader: FactReader; readonly vault: PersonalVault },
): Promise<HouseholdFacts> {
  const { householdId, areaId, titleArea, legalArea, members } = body;
  const registration = {
    householdId,
    areaId,
    titleArea,
    legalArea,
    district: districtOf(by.actor),
  };
  const [{ state }, { state: area }] = await Promise.all([
    by.reader.state(household, householdId),
    by.reader.state(resettlementArea, areaId),
  ]);
  // A repeat is answered from its commit, anything else is refused: the vault is not touched for either.
  if (state.status === 'registered') return { ...registration, members: [] };
  const kinships = members.map(({ kinship }) => kinship);
  const { district } = registration;
  const refusal = refusalOfRegistration(state, { district, kinships }, { area });
  if (refusal) throw new Refused(refusal);
  checkNobodyTwice(members.map(({ nationalId }) => nationalId));
  return { ...registration, members: await storeMembers(by.vault, { householdId, members }) };
}

function checkNobodyTwice(numbers: readonly string[]): void {
  const second = numbers.findIndex((number, index) => numbers.indexOf(number) < index);
  if (second === -1) return;
  throw refused('invalid-request', [
    {
      path: `body.members.${second}.nationalId`,
      zh: '与前面一位成员的号码相同',
      en: 'is the number of an earlier member',
    },
  ]);
}
