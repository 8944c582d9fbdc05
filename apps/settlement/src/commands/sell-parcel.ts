import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideSellParcel, parcel, type LandParcel, type ParcelEvent } from '../domain/parcel.ts';

export const sellParcel: CommandDeclaration<
  Parameters<typeof decideSellParcel>[1],
  LandParcel,
  ParcelEvent,
  void
> = {
  name: 'SellParcel',
  aggregate: parcel,
  id: ({ parcelId }) => parcelId,
  decide: decideSellParcel,
};
