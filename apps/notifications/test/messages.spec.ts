import * as contract from '@fangpiao/contracts';
import { startServiceInMemory, type ServiceInMemory } from '@fangpiao/testing';
import { compose } from '../src/compose.ts';

const holder = {
  subject: 'grandmother',
  role: 'holder',
  agency: 'people',
  person: 'person-1',
} as const;
const otherHolder = { ...holder, subject: 'neighbour', person: 'person-2' } as const;
const clerk = {
  subject: 'clerk',
  role: 'developer-clerk',
  agency: 'developers',
  developer: 'brook',
} as const;
const operator = { subject: 'operator', role: 'operator', agency: 'notifications' } as const;

const start = (): Promise<ServiceInMemory> => startServiceInMemory(compose, 'notifications');

const issued = {
  type: 'vouchers.voucher.issued.v1',
  data: {
    voucherId: 'v-1',
    voucherNumber: 'CW-0001',
    issuanceId: 'i-1',
    agreementId: 'g-1',
    projectId: 'p-1',
    areaId: 'a-1',
    district: 'clearwater',
    accountId: 'acc-1',
    holder: 'person-1',
    related: [],
    faceValueFen: 101_236_720,
    rewardInsideFaceFen: 0,
    rewardOutsideFaceFen: 0,
    pack: { packId: 'clearwater', version: 1 },
    issuedOn: '2026-03-02',
    expiresOn: '2027-03-02',
  },
};
const ofPurchase = { purchaseId: 'b-1', unitId: 'u-7', holder: 'person-1' };
const reserved = {
  type: 'vouchers.purchase.reserved.v1',
  data: { ...ofPurchase, reservedUntil: '2026-03-09T16:00:00.000Z' },
};
const used = {
  type: 'vouchers.purchase.used.v1',
  data: {
    ...ofPurchase,
    developerId: 'brook',
    kind: 'residential',
    filingNumber: 'F-9',
    usedOn: '2026-03-05',
    priceFen: 90_000_000,
    voucherFen: 80_000_000,
    parts: [],
  },
};
const completed = { type: 'vouchers.purchase.completed.v1', data: ofPurchase };
const ended = {
  type: 'vouchers.purchase.ended.v1',
  data: { ...ofPurchase, ending: 'released', reason: 'timed-out' },
};
const expired = {
  type: 'vouchers.voucher.expired.v1',
  data: { voucherId: 'v-1', district: 'clearwater', holder: 'person-1', expiredFen: 700 },
};
const refusedIssuance = {
  type: 'vouchers.issuance.refused.v1',
  data: {
    issuanceId: 'i-1',
    agreementId: 'g-1',
    district: 'clearwater',
    reason: 'quota-exceeded',
  },
};
const effective = {
  type: 'households.agreement.effective.v1',
  data: { agreementId: 'g-1', holder: 'person-1' },
};
const handedOver = {
  type: 'listings.unit.handed-over.v1',
  data: { purchaseId: 'b-1', unitId: 'u-7', handedOverOn: '2026-04-01' },
};
const ofClaim = {
  claimId: 'c-1',
  purchaseId: 'b-1',
  unitId: 'u-7',
  developerId: 'brook',
  district: 'clearwater',
};
const claimRefused = {
  type: 'settlement.claim.refused.v1',
  data: { ...ofClaim, reason: 'invoice-used' },
};
const claimPaid = {
  type: 'settlement.claim.paid.v1',
  data: { ...ofClaim, amountFen: 80_000_000, paidOn: '2026-05-01', payments: [] },
};

async function topics(town: ServiceInMemory, as: object): Promise<string[]> {
  const { body } = await town.call(contract.listMessages, { as });
  return body.items.map(({ topic }: { topic: string }) => topic);
}

describe('messages to people', () => {
  it.each([
    ['an issue', 'vouchers', 'voucher/v-1', issued, 'voucher-issued'],
    ['a reservation', 'vouchers', 'purchase/b-1', reserved, 'unit-reserved'],
    ['an end without a purchase', 'vouchers', 'purchase/b-1', ended, 'purchase-ended'],
    ['a completion', 'vouchers', 'purchase/b-1', completed, 'purchase-completed'],
    ['an expiry', 'vouchers', 'voucher/v-1', expired, 'voucher-expired'],
  ] as const)(
    'tell the holder of %s, and nobody else',
    async (_what, from, stream, event, topic) => {
      const town = await start();
      town.publish(from, stream, event);
      await town.settle();
      expect(await topics(town, holder)).toEqual([topic]);
      expect(await topics(town, otherHolder)).toEqual([]);
      expect(await topics(town, clerk)).toEqual([]);
      expect(await topics(town, operator)).toEqual([topic]);
    },
  );

  it('tell holder and developer of a use, each in words for them', async () => {
    const town = await start();
    town.publish('vouchers', 'purchase/b-1', used);
    await town.settle();
    const inbox = async (as: object) =>
      (await town.call(contract.listMessages, { as })).body.items as { zh: string }[];
    expect((await inbox(holder)).map(({ zh }) => zh)).toEqual([
      expect.stringContaining('等开发企业通知您交房'),
    ]);
    expect((await inbox(clerk)).map(({ zh }) => zh)).toEqual([
      expect.stringContaining('提交结算申请'),
    ]);
  });

  it('tell both what the buyer has to add in cash where the voucher paid less than was held [DL 8]', async () => {
    const town = await start();
    town.publish('vouchers', 'purchase/b-1', {
      ...used,
      data: { ...used.data, topUpDueFen: 400_000 },
    });
    await town.settle();
    for (const as of [holder, clerk]) {
      const { body } = await town.call(contract.listMessages, { as });
      expect((body.items as { zh: string }[])[0]!.zh).toContain('4,000.00 元');
    }
  });

  it('tell the developer of a claim that was refused or paid [DL 15]', async () => {
    const town = await start();
    town.publish('settlement', 'claim/c-1', claimRefused);
    await town.settle();
    town.publish('settlement', 'claim/c-1', claimPaid);
    await town.settle();
    expect(await topics(town, clerk)).toEqual(['claim-paid', 'claim-refused']);
    expect(await topics(town, holder)).toEqual([]);
    expect(await topics(town, { ...clerk, developer: 'other' })).toEqual([]);
  });

  it.each([
    ['after', [used], handedOver],
    ['before', [], handedOver],
  ])('tell the holder of a handover reported %s the use is known', async (_when, first, then) => {
    const town = await start();
    for (const event of first) town.publish('vouchers', 'purchase/b-1', event);
    await town.settle();
    town.publish('listings', 'unit/u-7', then);
    await town.settle();
    if (first.length === 0) {
      expect(await topics(town, holder)).toEqual([]);
      town.publish('vouchers', 'purchase/b-1', used);
      await town.settle();
    }
    expect((await topics(town, holder)).sort()).toEqual(['handed-over', 'purchase-used']);
    expect(await topics(town, otherHolder)).toEqual([]);
  });

  it.each([
    ['known', true],
    ['not yet known', false],
  ])('tell the holder of a refused issuance, the agreement being %s', async (_how, isKnown) => {
    const town = await start();
    const publishAgreement = () => town.publish('households', 'agreement/g-1', effective);
    if (isKnown) publishAgreement();
    await town.settle();
    town.publish('vouchers', 'issuance/i-1', refusedIssuance);
    await town.settle();
    if (!isKnown) publishAgreement();
    await town.settle();
    expect(await topics(town, holder)).toEqual(['issuance-refused']);
  });

  it('come once, however often and in whatever order the bus delivers', async () => {
    const town = await start();
    Object.assign(town.broker.faults, { duplicate: 0.8, reorder: 0.5, delayMillis: 400 });
    town.publish('listings', 'unit/u-7', handedOver);
    town.publish('vouchers', 'purchase/b-1', reserved);
    town.publish('vouchers', 'purchase/b-1', used);
    town.publish('vouchers', 'purchase/b-1', completed);
    town.publish('settlement', 'claim/c-1', claimPaid);
    await town.settle(60_000);
    expect((await topics(town, holder)).sort()).toEqual([
      'handed-over',
      'purchase-completed',
      'purchase-used',
      'unit-reserved',
    ]);
    expect((await topics(town, clerk)).sort()).toEqual(['claim-paid', 'purchase-used']);
  });
});

describe('the inbox', () => {
  it('shows the newest first, page by page', async () => {
    const town = await start();
    for (const event of [reserved, used, completed]) {
      town.publish('vouchers', 'purchase/b-1', event);
      await town.settle();
    }
    const page = (query: Record<string, string>) =>
      town.call(contract.listMessages, { as: holder, query });
    const first = await page({ limit: '2' });
    const second = await page({ limit: '2', cursor: first.body.next });
    const seen = [...first.body.items, ...second.body.items].map(
      ({ topic }: { topic: string }) => topic,
    );
    expect(seen).toEqual(['purchase-completed', 'purchase-used', 'unit-reserved']);
    expect(second.body.next).toBeUndefined();
  });

  it('is closed to a holder’s token without a person and a clerk’s without a developer', async () => {
    const town = await start();
    const { person: _person, ...nobody } = holder;
    const { developer: _developer, ...freeClerk } = clerk;
    for (const as of [nobody, freeClerk])
      expect((await town.call(contract.listMessages, { as })).status).toBe(403);
  });
});

describe('the message figures', () => {
  it('count by topic', async () => {
    const town = await start();
    town.publish('vouchers', 'voucher/v-1', issued);
    town.publish('vouchers', 'purchase/b-1', used);
    await town.settle();
    const { body } = await town.call(contract.getMessageFigures, { as: operator });
    expect(body.rows).toEqual([
      { topic: 'purchase-used', count: 2 },
      { topic: 'voucher-issued', count: 1 },
    ]);
  });

  it('are not for holders', async () => {
    const town = await start();
    expect((await town.call(contract.getMessageFigures, { as: holder })).status).toBe(403);
  });
});
