import { asId, fen } from '@fangpiao/values';
import { accountId, after, clearwater, on, openedAccount, refusalOf } from '../../test/given.ts';
import { account } from './account.ts';
import { decideRegisterParcel, decideSellParcel, muHundredths, muText, parcel } from './parcel.ts';

const parcelId = asId<'parcel'>('plot-b');
const plot = {
  parcelId,
  district: clearwater,
  accountId,
  name: 'Plot B',
  areaMu: '12.05',
  startPriceFen: fen(1_000),
  status: 'planned',
} as const;
const registered = after(
  parcel,
  parcel.initial,
  decideRegisterParcel(parcel.initial, plot, openedAccount()),
);

describe('a land parcel whose proceeds cover vouchers [LC]', () => {
  it('is registered with its starting price', () => {
    expect(registered).toMatchObject({
      status: 'planned',
      areaMuHundredths: 1_205,
      priceFen: 1_000,
    });
  });
  it('needs no account', () => {
    const unlinked = decideRegisterParcel(parcel.initial, { ...plot, accountId: null }, undefined);
    expect(refusalOf(unlinked)).toEqual(['registered']);
  });
  it('refuses a second registration', () =>
    expect(refusalOf(decideRegisterParcel(registered, plot, openedAccount()))).toBe(
      'parcel-exists',
    ));
  it('refuses an account nobody opened, and another district’s', () => {
    expect(refusalOf(decideRegisterParcel(parcel.initial, plot, account.initial))).toBe(
      'account-unknown',
    );
    const other = { ...plot, district: 'hillside' };
    expect(refusalOf(decideRegisterParcel(parcel.initial, other, openedAccount()))).toBe(
      'account-unknown',
    );
  });

  const sale = { parcelId, district: clearwater, priceFen: fen(1_200), soldOn: on };
  it('counts with its sold price once it is sold', () => {
    const sold = after(parcel, registered, decideSellParcel(registered, sale));
    expect(sold).toMatchObject({
      status: 'sold',
      priceFen: 1_200,
      startPriceFen: 1_000,
      soldOn: on,
    });
    expect(refusalOf(decideSellParcel(sold, sale))).toBe('parcel-already-sold');
  });
  it('is not found where nobody registered it, and by another district', () => {
    expect(refusalOf(decideSellParcel(parcel.initial, sale))).toBe('parcel-unknown');
    expect(refusalOf(decideSellParcel(registered, { ...sale, district: 'hillside' }))).toBe(
      'parcel-unknown',
    );
  });
  it.each(['0.00', '0.07', '474.47', '2788.67'])('keeps %s mu exactly', (mu) =>
    expect(muText(muHundredths(mu))).toBe(mu),
  );
});
