import type { CommandDeclaration } from '@fangpiao/chassis';
import type { BodyOf, nameContacts as route } from '@fangpiao/contracts';
import type { AreaId } from '@fangpiao/values';
import {
  decideNameContacts,
  resettlementArea,
  type AreaEvent,
  type ResettlementArea,
} from '../domain/area.ts';

export const nameContacts: CommandDeclaration<
  BodyOf<typeof route> & { areaId: AreaId; district: string },
  ResettlementArea,
  AreaEvent,
  void
> = {
  name: 'NameContacts',
  aggregate: resettlementArea,
  id: ({ areaId }) => areaId,
  decide: decideNameContacts,
};
