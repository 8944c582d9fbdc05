import * as contract from '@fangpiao/contracts';
import { bundledPackFiles, bundledPacks } from '@fangpiao/policy';
import { startServiceInMemory, type Answer, type ServiceInMemory } from '@fangpiao/testing';
import { compose } from '../src/compose.ts';

export const officer = {
  subject: 'officer-1',
  role: 'issuing-officer',
  agency: 'vouchers',
  district: 'clearwater',
} as const;
export const headquarters = {
  subject: 'hq-1',
  role: 'headquarters',
  agency: 'headquarters',
} as const;
export const holder = {
  subject: 'holder-1',
  role: 'holder',
  agency: 'public',
  person: 'person-1',
} as const;
export const stranger = {
  subject: 'holder-2',
  role: 'holder',
  agency: 'public',
  person: 'person-2',
} as const;
export const auditor = { subject: 'auditor-1', role: 'auditor', agency: 'audit' } as const;

/** A district at work: its pack in force, its quota set; other agencies answer as the test says. */
export interface District extends ServiceInMemory {
  agreement(id: string, changes?: Record<string, unknown>): void;
  /** Issues a voucher (of 1,000,000.00 yuan unless the test says otherwise) on agreement `id`; answers its id. */
  issue(id: string): Promise<string>;
  listUnit(unitId: string, changes?: Record<string, unknown>): void;
  start(body: Record<string, unknown>, as?: object): Promise<Answer>;
  /** What listings says of a unit and a purchase. */
  unit(verb: string, of: { unitId: string; purchaseId: string } & Record<string, unknown>): void;
  /** Buys a unit at its price, all by voucher, up to the filing on `filedOn`; answers the purchase's id. */
  buy(
    voucherId: string,
    of: { unitId: string; priceFen: number; filedOn?: string },
  ): Promise<string>;
  /** Starts a purchase and has its unit reserved; answers the purchase's id. */
  reserve(of: {
    unitId: string;
    priceFen: number;
    voucherIds: string[];
    topUps?: object[];
  }): Promise<string>;
  /** Contract and filing of a reserved purchase, for this price. */
  file(
    purchaseId: string,
    of: { unitId: string; priceFen: number; filedOn: string },
  ): Promise<void>;
  /** The developer was paid, and says so. */
  pay(
    purchaseId: string,
    of: { unitId: string; amountFen: number; instalment?: number },
  ): Promise<void>;
  /** Lets days go by; everything that falls due happens. */
  pass(days: number): Promise<void>;
  voucher(id: string): Promise<Answer['body']>;
  purchase(id: string): Promise<Answer['body']>;
}

export interface DistrictOptions {
  readonly quotaFen?: number;
  /** Which bundled pack the district has put in force, and what it says otherwise. */
  readonly pack?: string;
  readonly rewrite?: (text: string) => string;
  /** What agreements say unless a test says otherwise. */
  readonly agreement?: Record<string, unknown>;
}

export async function startDistrict(options: DistrictOptions = {}): Promise<District> {
  const base = await startServiceInMemory(compose, 'vouchers');
  const { pack = 'dongchangfu', rewrite = (text: string) => text } = options;
  const parts = bundledPackFiles[pack]!.map((file) => ({
    file,
    text: rewrite(bundledPacks[file]!),
  }));
  const reference = { packId: 'clearwater', version: 1 };
  const drafted = await base.call(contract.draftPack, {
    as: officer,
    body: { ...reference, parts },
  });
  if (drafted.status !== 201) throw new Error(JSON.stringify(drafted.body));
  const params = { packId: 'clearwater', packVersion: '1' };
  await base.call(contract.registerPack, { as: headquarters, params, body: { note: '备案' } });
  await base.call(contract.putPackInForce, {
    as: headquarters,
    params,
    body: { effectiveFrom: '2025-01-01' },
  });
  await base.call(contract.setQuota, {
    as: officer,
    body: { issueQuotaFen: options.quotaFen ?? 10_000_000_000, decision: '1号' },
  });

  const district: District = {
    ...base,
    agreement(id, changes = {}) {
      base.publish('households', `agreement/${id}`, {
        type: 'households.agreement.effective.v1',
        data: {
          agreementId: id,
          householdId: `H-${id}`,
          areaId: 'east-side',
          projectId: 'P-1',
          district: 'clearwater',
          accountId: 'A-1',
          choice: 'voucher',
          holder: 'person-1',
          related: [{ personId: 'person-9', kinship: 'child' }],
          legalArea: '200.00',
          voucherArea: '200.00',
          titleArea: '180.00',
          basePriceFen: 500_000,
          amounts: {},
          pack: reference,
          faceValueFen: 100_000_000,
          effectiveOn: '2026-03-01',
          ...options.agreement,
          ...changes,
        },
      });
    },
    async issue(id) {
      district.agreement(id);
      await base.settle();
      await base.call(contract.requestIssuance, { as: officer, body: { agreementId: id } });
      await base.settle();
      base.publish('settlement', 'account/A-1', {
        type: 'settlement.account.cover-committed.v1',
        data: { accountId: 'A-1', issuanceId: id, coverFen: 100_000_000 },
      });
      await base.settle();
      return `V-${id}`;
    },
    listUnit(unitId, changes = {}) {
      base.publish('listings', `unit/${unitId}`, {
        type: 'listings.unit.listed.v1',
        data: {
          unitId,
          developmentId: 'D-1',
          developerId: 'dev-1',
          district: 'clearwater',
          kind: 'residential',
          saleStage: 'ready',
          area: '100.00',
          committedPriceFen: 60_000_000,
          needsFiling: true,
          ...changes,
        },
      });
    },
    start: (body, as = holder) =>
      base.call(contract.startPurchase, { as, body: { buyer: 'person-1', topUps: [], ...body } }),
    unit: (verb, data) =>
      base.publish('listings', `unit/${data.unitId}`, { type: `listings.unit.${verb}.v1`, data }),
    async buy(voucherId, { unitId, priceFen, filedOn = '2026-03-02' }) {
      const purchaseId = await district.reserve({ unitId, priceFen, voucherIds: [voucherId] });
      await district.file(purchaseId, { unitId, priceFen, filedOn });
      return purchaseId;
    },
    async reserve({ unitId, ...body }) {
      district.listUnit(unitId, { committedPriceFen: body.priceFen });
      await base.settle();
      const started = await district.start({ unitId, ...body });
      if (started.status !== 202) throw new Error(JSON.stringify(started.body));
      await base.settle();
      const purchaseId = (started.body as { id: string }).id;
      const reservedUntil = '2026-03-05T00:00:00.000Z';
      district.unit('reserved', { unitId, purchaseId, reservedUntil });
      await base.settle();
      return purchaseId;
    },
    async file(purchaseId, { unitId, priceFen, filedOn }) {
      const of = { unitId, purchaseId };
      const sale = { priceFen, area: '100.00' };
      district.unit('contracted', {
        ...of,
        ...sale,
        contractNumber: 'HT-1',
        contractedOn: filedOn,
      });
      const filing = { filingNumber: `WQ-${unitId}`, filedOn, developerId: 'dev-1' };
      district.unit('filed', { ...of, ...sale, ...filing, kind: 'residential' });
      await base.settle();
    },
    async pay(purchaseId, { unitId, amountFen, instalment = 1 }) {
      const claimId = `${purchaseId}.${instalment}`;
      base.publish('settlement', `claim/${claimId}`, {
        type: 'settlement.claim.paid.v1',
        data: {
          claimId,
          purchaseId,
          unitId,
          developerId: 'dev-1',
          district: 'clearwater',
          amountFen,
          paidOn: '2026-03-03',
          instalment,
          payments: [{ accountId: 'A-1', amountFen, bankReference: 'BK-0001' }],
        },
      });
      await base.settle();
    },
    async pass(days) {
      base.time.leap(days * 24 * 3_600_000);
      await base.settle(120_000);
    },
    voucher: async (id) =>
      (await base.call(contract.getVoucher, { as: officer, params: { voucherId: id } }))
        .body as unknown,
    purchase: async (id) =>
      (await base.call(contract.getPurchase, { as: officer, params: { purchaseId: id } }))
        .body as unknown,
  };
  return district;
}
