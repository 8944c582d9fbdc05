import type { PolicyPack } from '@fangpiao/policy';
import { asId, calendarDate, fen } from '@fangpiao/values';
import { fullPockets } from './pockets.ts';
import { decideRestore } from './voucher-rescission.ts';
import { decideSpend } from './voucher-use.ts';
import { voucher, type Voucher, type VoucherEvent } from './voucher.ts';

const voucherId = asId<'voucher'>('V-1');
const purchaseId = asId<'purchase'>('P-1');
const at = { at: '2026-03-20T01:00:00.000Z', stream: 'voucher/V-1' } as never;
/** Nothing here asks the pack. */
const policy = {} as PolicyPack;

function after(state: Voucher, events: readonly VoucherEvent[]): Voucher {
  return events.reduce((before, event) => voucher.apply(before, event, at), state);
}

describe('a rescission that overtakes the news of the use it undoes', () => {
  const issued: Voucher = { ...voucher.initial, status: 'issued', pockets: fullPockets(fen(100)) };
  const held = after(issued, [
    { type: 'vouchers.voucher.held.v1', data: { voucherId, purchaseId, amountFen: fen(60) } },
  ]);

  it('gives the held money back, and the late news spends nothing', () => {
    const rescindedOn = calendarDate('2026-03-20');
    const restored = after(
      held,
      decideRestore(held, { voucherId, purchaseId, rescindedOn }, { policy }),
    );
    expect(restored.pockets).toMatchObject({ available: 100, held: 0, spent: 0 });
    const late = { voucherId, purchaseId, usedOn: calendarDate('2026-03-19') } as never;
    const news = decideSpend(restored, late, { policy });
    expect(news.map(({ type }) => type)).toEqual(['vouchers.voucher.contradiction-noted.v1']);
    expect(after(restored, news).pockets).toEqual(restored.pockets);
  });
});
