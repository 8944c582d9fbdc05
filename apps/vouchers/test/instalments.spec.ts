import { startDistrict } from './district.ts';

const steps = '    - { after: invoiced, share: 100 %, term: { days: 15, kind: working } }\n';
const inTwo = `    - { after: filed, share: 70 %, term: { days: 10, kind: working } }
    - { after: handed-over, share: 30 %, term: { days: 30, kind: calendar } }
`;
const price = 60_000_001;

describe('a purchase whose developer is paid in instalments', () => {
  it('publishes by the pack what of the money is due after which event, to the last fen [DL 15]', async () => {
    const district = await startDistrict({ rewrite: (text) => text.replace(steps, inTwo) });
    const voucherId = await district.issue('AG-1');
    const purchaseId = await district.buy(voucherId, { unitId: 'U-1', priceFen: price });
    const commits = await district.time.runUntil(
      district.store.commitsOf(`purchase/${purchaseId}`, 0, 100),
    );
    const used = commits
      .flatMap(({ events }) => events)
      .find(({ type }) => type === 'vouchers.purchase.used.v1');
    expect(used!.data).toMatchObject({
      voucherFen: price,
      instalments: [
        {
          number: 1,
          after: 'filed',
          term: { days: 10, kind: 'working' },
          parts: [{ voucherId, amountFen: 42_000_001 }],
        },
        {
          number: 2,
          after: 'handed-over',
          term: { days: 30, kind: 'calendar' },
          parts: [{ voucherId, amountFen: 18_000_000 }],
        },
      ],
    });
  });

  it('has each payment endorsed for its own amount, never more than was used [DL 15, GZ 11]', async () => {
    const district = await startDistrict({ rewrite: (text) => text.replace(steps, inTwo) });
    const voucherId = await district.issue('AG-1');
    const purchaseId = await district.buy(voucherId, { unitId: 'U-1', priceFen: price });
    const redeemed = async () =>
      ((await district.voucher(voucherId)) as { redeemedFen: number }).redeemedFen;
    await district.pay(purchaseId, { unitId: 'U-1', amountFen: 42_000_001 });
    expect(await redeemed()).toBe(42_000_001);
    await district.pay(purchaseId, { unitId: 'U-1', amountFen: 18_000_000, instalment: 2 });
    expect(await redeemed()).toBe(price);
    expect(await district.purchase(purchaseId)).toMatchObject({
      paidFen: price,
      voucherFen: price,
    });
  });
});
