import type { CommandDeclaration } from '@fangpiao/chassis';
import type { BodyOf, valueArea as route } from '@fangpiao/contracts';
import type { AreaId } from '@fangpiao/values';
import {
  decideValueArea,
  resettlementArea,
  type AreaEvent,
  type ResettlementArea,
} from '../domain/area.ts';

export const valueArea: CommandDeclaration<
  BodyOf<typeof route> & { areaId: AreaId; district: string },
  ResettlementArea,
  AreaEvent,
  void
> = {
  name: 'ValueArea',
  aggregate: resettlementArea,
  id: ({ areaId }) => areaId,
  decide: decideValueArea,
};
