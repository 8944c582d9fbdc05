import { deposit, openAccount, registerParcel, sellParcel } from '@fangpiao/contracts';
import type { DistrictPlan } from '../town/plan.ts';
import type { Scene } from './scene.ts';
import { forEach } from './together.ts';

/** Dedicated accounts, the land plan, sales of land, and deposits of the proceeds. */
export async function fund(scene: Scene, district: DistrictPlan): Promise<void> {
  const { desk, people, report, on, atOnce } = scene;
  const { accounts, parcels, deposits } = district;
  const finance = (thing: string) =>
    people.official('finance-officer', { district: district.district, thing });
  for (const body of accounts) {
    await desk.act(finance(body.accountId), openAccount, { thing: body.accountId, body });
  }
  const land = { zh: `${district.name}：供地计划`, en: `${district.district}: land plan` };
  await forEach(parcels, { step: land, report, atOnce }, async (parcel) => {
    const { soldForFen, ...body } = parcel;
    const { parcelId } = parcel;
    await desk.act(finance(parcelId), registerParcel, { thing: parcelId, body });
    if (soldForFen === undefined) return;
    await desk.act(finance(parcelId), sellParcel, {
      thing: parcelId,
      params: { parcelId },
      body: { priceFen: soldForFen, soldOn: on },
    });
  });
  const money = { zh: `${district.name}：存入兑付资金`, en: `${district.district}: deposits` };
  const principal = people.officialNumber('principal-clerk', 1, district.district);
  await forEach(deposits, { step: money, report, atOnce }, async (each) => {
    const { accountId, ...body } = each;
    await desk.act(principal, deposit, {
      thing: each.bankReference,
      params: { accountId },
      body: { ...body, receivedOn: on },
    });
  });
}
