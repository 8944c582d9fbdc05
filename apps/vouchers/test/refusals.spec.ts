import * as contract from '@fangpiao/contracts';
import { holder, officer, startDistrict, stranger, type District } from './district.ts';

const price = 60_000_000;

function code(answer: { body: unknown }): string {
  return ((answer.body as { type?: string }).type ?? '').split('/').at(-1)!;
}

/** A district with a voucher of 1,000,000.00 yuan and a listed unit. */
async function ready(): Promise<{ district: District; voucherId: string }> {
  const district = await startDistrict();
  const voucherId = await district.issue('AG-1');
  district.listUnit('U-1');
  await district.settle();
  return { district, voucherId };
}

describe('an issuance is refused', () => {
  const request = (district: District, agreementId: string) =>
    district.call(contract.requestIssuance, { as: officer, body: { agreementId } });

  it('while the agreement is not in effect, or of another district', async () => {
    const district = await startDistrict();
    district.agreement('AG-9', { district: 'elsewhere' });
    await district.settle();
    expect(code(await request(district, 'AG-unknown'))).toBe('agreement-not-effective');
    expect(code(await request(district, 'AG-9'))).toBe('agreement-not-effective');
  });

  it('for an agreement that did not choose a voucher', async () => {
    const district = await startDistrict();
    district.agreement('AG-1', { choice: 'cash' });
    await district.settle();
    expect(code(await request(district, 'AG-1'))).toBe('agreement-without-voucher');
  });

  it('when the agreed face value is not what the pack gives, with both amounts', async () => {
    const district = await startDistrict();
    district.agreement('AG-1', { faceValueFen: 99_999_999 });
    await district.settle();
    const answer = await request(district, 'AG-1');
    expect(code(answer)).toBe('face-value-differs');
    expect(answer.body).toMatchObject({
      detail: expect.stringContaining('1,000,000.00') as string,
    });
  });

  it('under a pack that is not there or not in force', async () => {
    const district = await startDistrict();
    district.agreement('AG-1', { pack: { packId: 'clearwater', version: 7 } });
    await district.settle();
    expect(code(await request(district, 'AG-1'))).toBe('pack-unknown');
  });

  it('a second time for the same agreement', async () => {
    const district = await startDistrict();
    await district.issue('AG-1');
    expect(code(await request(district, 'AG-1'))).toBe('issuance-exists');
  });

  it('above the quota, and a later one that fits is issued [GZ 6]', async () => {
    const district = await startDistrict({ quotaFen: 150_000_000 });
    await district.issue('AG-1');
    district.agreement('AG-2');
    await district.settle();
    await request(district, 'AG-2');
    await district.settle();
    const { body } = await district.call(contract.getIssuance, {
      as: officer,
      params: { issuanceId: 'AG-2' },
    });
    expect(body).toMatchObject({
      status: 'refused',
      voucherId: null,
      refusal: { code: 'quota-exceeded', zh: '超出本区房票发放总额' },
    });
    const quota = await district.call(contract.getQuota, {
      as: officer,
      params: { district: 'clearwater' },
    });
    expect(quota.body).toMatchObject({ reservedFen: 0, issuedFen: 100_000_000 });
  });

  it('without cover; the place in the quota is free again and it may be asked for anew [GZ 7]', async () => {
    const district = await startDistrict({ quotaFen: 100_000_000 });
    district.agreement('AG-1');
    await district.settle();
    await request(district, 'AG-1');
    await district.settle();
    district.publish('settlement', 'account/A-1', {
      type: 'settlement.account.cover-refused.v1',
      data: {
        accountId: 'A-1',
        issuanceId: 'AG-1',
        coverFen: 100_000_000,
        freeFen: 0,
        reason: 'cover-not-enough',
      },
    });
    await district.settle();
    const { body } = await district.call(contract.getIssuance, {
      as: officer,
      params: { issuanceId: 'AG-1' },
    });
    expect(body).toMatchObject({ status: 'refused', refusal: { code: 'cover-not-enough' } });
    expect((await request(district, 'AG-1')).status).toBe(202);
    await district.settle();
    district.publish('settlement', 'account/A-1', {
      type: 'settlement.account.cover-committed.v1',
      data: { accountId: 'A-1', issuanceId: 'AG-1', coverFen: 100_000_000 },
    });
    await district.settle();
    expect(await district.voucher('V-AG-1')).toMatchObject({ faceValueFen: 100_000_000 });
  });
});

describe('a purchase is refused', () => {
  it('with a voucher that is not there or not the caller’s', async () => {
    const { district, voucherId } = await ready();
    expect(
      code(await district.start({ unitId: 'U-1', priceFen: price, voucherIds: ['V-none'] })),
    ).toBe('voucher-unknown');
    expect(
      code(
        await district.start({ unitId: 'U-1', priceFen: price, voucherIds: [voucherId] }, stranger),
      ),
    ).toBe('not-the-holder');
  });

  it('after the last day [DL 9]', async () => {
    const { district, voucherId } = await ready();
    district.time.leap(400 * 24 * 3_600_000);
    expect(
      code(await district.start({ unitId: 'U-1', priceFen: price, voucherIds: [voucherId] })),
    ).toBe('voucher-expired');
  });

  it('while the voucher is frozen, and allowed again once it is not', async () => {
    const { district, voucherId } = await ready();
    const params = { voucherId };
    const order = { authority: '区人民法院', document: '（2026）1号' };
    const tooMuch = await district.call(contract.freezeVoucher, {
      as: officer,
      params,
      body: { ...order, frozenFen: 100_000_001 },
    });
    expect(code(tooMuch)).toBe('freeze-above-available');
    await district.call(contract.freezeVoucher, {
      as: officer,
      params,
      body: { ...order, frozenFen: 100_000_000 },
    });
    expect(
      code(await district.start({ unitId: 'U-1', priceFen: price, voucherIds: [voucherId] })),
    ).toBe('voucher-frozen');
    await district.call(contract.unfreezeVoucher, {
      as: officer,
      params,
      body: { document: '（2026）2号' },
    });
    expect(
      (await district.start({ unitId: 'U-1', priceFen: price, voucherIds: [voucherId] })).status,
    ).toBe(202);
  });

  it('when nothing is left on the voucher', async () => {
    const { district, voucherId } = await ready();
    district.listUnit('U-2', { committedPriceFen: 100_000_000 });
    await district.settle();
    await district.start({ unitId: 'U-2', priceFen: 100_000_000, voucherIds: [voucherId] });
    await district.settle();
    expect(
      code(await district.start({ unitId: 'U-1', priceFen: price, voucherIds: [voucherId] })),
    ).toBe('balance-too-small');
  });

  it('for a buyer the pack does not allow [GZ 5, DL 12]', async () => {
    const { district, voucherId } = await ready();
    const body = { unitId: 'U-1', priceFen: price, voucherIds: [voucherId] };
    expect(code(await district.start({ ...body, buyer: 'person-77' }))).toBe('buyer-not-allowed');
  });

  it('of goods the pack does not allow', async () => {
    const { district, voucherId } = await ready();
    district.listUnit('U-3', { kind: 'parking' });
    await district.settle();
    expect(
      code(await district.start({ unitId: 'U-3', priceFen: price, voucherIds: [voucherId] })),
    ).toBe('goods-not-allowed');
  });

  it('of a unit that is not listed, or taken', async () => {
    const { district, voucherId } = await ready();
    expect(
      code(await district.start({ unitId: 'U-none', priceFen: price, voucherIds: [voucherId] })),
    ).toBe('unit-not-listed');
    district.publish('listings', 'unit/U-1', {
      type: 'listings.unit.reserved.v1',
      data: {
        unitId: 'U-1',
        purchaseId: 'P-other',
        reservedUntil: '2026-03-05T00:00:00.000Z',
        priceFen: price,
        lastFilingOn: '2027-03-02',
      },
    });
    await district.settle();
    expect(
      code(await district.start({ unitId: 'U-1', priceFen: price, voucherIds: [voucherId] })),
    ).toBe('unit-already-reserved');
  });

  it('above the developer’s commitment, naming it', async () => {
    const { district, voucherId } = await ready();
    const answer = await district.start({
      unitId: 'U-1',
      priceFen: price + 1,
      voucherIds: [voucherId],
    });
    expect(code(answer)).toBe('price-above-commitment');
    expect(answer.body).toMatchObject({ detail: expect.stringContaining('600,000.00') as string });
  });

  it('unless voucher money and top-up are the price to the fen [GZ 5]', async () => {
    const { district, voucherId } = await ready();
    district.listUnit('U-4', { committedPriceFen: 120_000_000 });
    await district.settle();
    const body = { unitId: 'U-4', priceFen: 120_000_000, voucherIds: [voucherId] };
    expect(code(await district.start(body))).toBe('top-up-differs');
    const topUps = [{ kind: 'own-funds', amountFen: 20_000_000 }];
    expect((await district.start({ ...body, topUps })).status).toBe(202);
  });

  it('when several vouchers are merged and one cannot hold: the other has its money back [DL 12]', async () => {
    const { district, voucherId } = await ready();
    const second = await district.issue('AG-2');
    district.listUnit('U-5', { committedPriceFen: 150_000_000 });
    district.listUnit('U-6', { committedPriceFen: 100_000_000 });
    await district.settle();
    const [merged, rival] = await Promise.all([
      district.start({ unitId: 'U-5', priceFen: 150_000_000, voucherIds: [voucherId, second] }),
      district.start({ unitId: 'U-6', priceFen: 100_000_000, voucherIds: [second] }),
    ]);
    await district.settle();
    const states = await Promise.all(
      [merged, rival].map(
        async ({ body }) =>
          (await district.purchase((body as { id: string }).id)) as { status: string },
      ),
    );
    expect(states.map(({ status }) => status).sort()).toEqual(['refused', 'reserving']);
    const [one, two] = [await district.voucher(voucherId), await district.voucher(second)] as {
      pockets: { held: number };
    }[];
    expect(one!.pockets.held + two!.pockets.held).toBe(
      states[0]!.status === 'reserving' ? 150_000_000 : 100_000_000,
    );
  });
});

describe('a cancellation', () => {
  it('is not for others, and not after the end', async () => {
    const { district, voucherId } = await ready();
    const started = await district.start({
      unitId: 'U-1',
      priceFen: price,
      voucherIds: [voucherId],
    });
    const params = { purchaseId: (started.body as { id: string }).id };
    await district.settle();
    const cancel = (as: object, at = params) =>
      district.call(contract.cancelPurchase, { as, params: at, body: { reason: '改选' } });
    expect(code(await cancel(stranger))).toBe('not-the-holder');
    expect(code(await cancel(holder, { purchaseId: 'none' }))).toBe('purchase-unknown');
    district.publish('listings', 'unit/U-1', {
      type: 'listings.unit.reservation-refused.v1',
      data: { unitId: 'U-1', ...params, reason: 'unit-already-reserved' },
    });
    await district.settle();
    expect(code(await cancel(holder))).toBe('purchase-cannot-be-cancelled');
  });
});

describe('a policy pack', () => {
  const version = { packId: 'brook', version: 1 };
  const params = { packId: 'brook', packVersion: '1' };

  it('with a mistake is refused with file, line and reason', async () => {
    const district = await startDistrict();
    const answer = await district.call(contract.draftPack, {
      as: officer,
      body: { ...version, parts: [{ file: 'city.yaml', text: 'format: something-else\n' }] },
    });
    expect(code(answer)).toBe('pack-invalid');
    expect(answer.body).toMatchObject({
      detail: expect.stringMatching(/city\.yaml:\d+/) as string,
    });
  });

  it('goes draft → registered → in force, by different people, and never back', async () => {
    const district = await startDistrict();
    const register = (as: object) =>
      district.call(contract.registerPack, { as, params, body: { note: '备案' } });
    const force = (as: object) =>
      district.call(contract.putPackInForce, { as, params, body: { effectiveFrom: '2026-01-01' } });
    const hq = { subject: 'hq-1', role: 'headquarters', agency: 'headquarters' };
    expect(code(await register(hq))).toBe('pack-unknown');
    const { bundledPackFiles, bundledPacks } = await import('@fangpiao/policy');
    const parts = bundledPackFiles['xishan']!.map((file) => ({ file, text: bundledPacks[file]! }));
    await district.call(contract.draftPack, { as: officer, body: { ...version, parts } });
    expect(
      code(await district.call(contract.draftPack, { as: officer, body: { ...version, parts } })),
    ).toBe('pack-exists');
    expect(code(await force(hq))).toBe('pack-not-registered');
    expect(code(await register({ ...hq, subject: officer.subject }))).toBe(
      'same-person-proposes-and-approves',
    );
    expect((await register(hq)).status).toBe(200);
    expect(code(await register(hq))).toBe('pack-not-draft');
    expect(code(await force({ ...officer }))).toBe('same-person-proposes-and-approves');
    expect((await force(hq)).status).toBe(200);
  });
});

describe('the quota', () => {
  it('is not set below what is issued [GZ 6]', async () => {
    const district = await startDistrict();
    await district.issue('AG-1');
    const answer = await district.call(contract.setQuota, {
      as: officer,
      body: { issueQuotaFen: 99_999_999, decision: '2号' },
    });
    expect(code(answer)).toBe('quota-below-use');
  });
});
