import { asId, calendarDate, fen } from '@fangpiao/values';
import { folded, issueOf, packOf, voucherId } from '../../test/issued-voucher.ts';
import { decideRestore } from './voucher-rescission.ts';
import { decideSpend } from './voucher-spend.ts';
import { voucher, type VoucherEvent } from './voucher.ts';

const purchaseId = asId<'purchase'>('P-1');
const issuedOn = calendarDate('2026-03-02');
const policy = packOf('dongchangfu');

describe('a rescission that overtakes the news of the use it undoes', () => {
  const facts = { inputs: { legalArea: '1.00', basePriceFen: fen(100) } };
  const hold: VoucherEvent = {
    type: 'vouchers.voucher.held.v1',
    data: { voucherId, purchaseId, amountFen: fen(60) },
  };
  const held = folded(voucher.initial, [...issueOf(policy, { facts, issuedOn }), hold], issuedOn);

  it('gives the held money back, and the late news spends nothing', () => {
    const rescindedOn = calendarDate('2026-03-20');
    const back = decideRestore(held, { voucherId, purchaseId, rescindedOn }, { policy });
    const restored = folded(held, back, rescindedOn);
    expect(restored.pockets).toMatchObject({ available: 100, held: 0, spent: 0 });
    const late = { voucherId, purchaseId, usedOn: calendarDate('2026-03-19') } as never;
    const news = decideSpend(restored, late, { policy });
    expect(news).toMatchObject([
      { type: 'vouchers.voucher.contradiction-noted.v1' },
      { type: 'vouchers.voucher.spend-answered.v1', data: { amountFen: 0 } },
    ]);
    expect(folded(restored, news, rescindedOn).pockets).toEqual(restored.pockets);
  });
});
