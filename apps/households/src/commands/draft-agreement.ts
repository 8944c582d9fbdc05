import type { CommandDeclaration } from '@fangpiao/chassis';
import {
  agreement,
  decideDraftAgreement,
  type AgreementEvent,
  type CompensationAgreement,
  type DraftInput,
} from '../domain/agreement.ts';
import { resettlementArea, type ResettlementArea } from '../domain/area.ts';
import { household, type Household } from '../domain/household.ts';

export const draftAgreement: CommandDeclaration<
  DraftInput,
  CompensationAgreement,
  AgreementEvent,
  { household: Household; area: ResettlementArea }
> = {
  name: 'DraftAgreement',
  aggregate: agreement,
  id: ({ agreementId }) => agreementId,
  creates: true,
  facts: async ({ householdId }, reader) => {
    const { state } = await reader.state(household, householdId);
    if (state.status === 'none') return { household: state, area: resettlementArea.initial };
    const area = await reader.state(resettlementArea, state.areaId);
    return { household: state, area: area.state };
  },
  decide: decideDraftAgreement,
};
