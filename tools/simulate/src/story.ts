import * as contract from '@fangpiao/contracts';
import { bundledPackFiles, bundledPacks } from '@fangpiao/policy';
import type { CallAnswer, SimulatedCity } from './city.ts';
import { clerkOf, creditCodeFrom, holderOf, inventedNationalId, officials } from './people.ts';

const pack = { packId: 'clearwater', version: 1 };
const faceFen = 100_000_000;
const on = '2026-03-02';
const accountId = 'account-1';
const developers = ['brook', 'hill'] as const;

/** Households, units and whatever came of them so far: what the simulated people know. */
interface Known {
  readonly holders: string[];
  readonly agreements: { readonly agreementId: string; readonly holder: string }[];
  readonly units: {
    readonly unitId: string;
    readonly developer: string;
    readonly priceFen: number;
  }[];
  readonly purchases: {
    readonly purchaseId: string;
    readonly holder: string;
    readonly unitId: string;
    readonly priceFen: number;
    readonly voucherFen: number;
  }[];
  readonly claims: string[];
}

/** One run: a district is set up in peace, then people act at once, sensibly and foolishly, while things go wrong. */
export class Story {
  readonly #city: SimulatedCity;
  readonly #known: Known = { holders: [], agreements: [], units: [], purchases: [], claims: [] };
  #keys = 0;
  /** Answers by route and status or refusal, to see that the run was not empty. */
  readonly answers = new Map<string, number>();

  constructor(city: SimulatedCity) {
    this.#city = city;
  }

  async #call(
    route: contract.RouteDeclaration,
    as: Parameters<SimulatedCity['call']>[1]['as'],
    request: {
      params?: Record<string, string>;
      query?: Record<string, string>;
      body?: unknown;
      key?: string;
    } = {},
  ): Promise<CallAnswer> {
    const answer = await this.#city.call(route, {
      as,
      key: `key-${++this.#keys}-0123456789`,
      ...request,
    });
    const body = answer.body as { type?: string } | undefined;
    const outcome =
      answer.status < 300 ? String(answer.status) : (body?.type ?? '').split('/').at(-1);
    const name = `${route.name} ${outcome}`;
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1);
    return answer;
  }

  #pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#city.chance.next() * items.length)];
  }

  /** Pack, quota, account, developers, units, households, agreements. */
  async setUp(of: { households: number; units: number }): Promise<void> {
    const { resettlement, issuing, headquarters, housing, finance } = officials;
    const parts = bundledPackFiles['dongchangfu']!.map((file) => ({
      file,
      text: bundledPacks[file]!,
    }));
    const params = { packId: pack.packId, packVersion: '1' };
    await this.#call(contract.draftPack, issuing, { body: { ...pack, parts } });
    await this.#call(contract.registerPack, headquarters, { params, body: { note: '备案' } });
    await this.#call(contract.putPackInForce, headquarters, {
      params,
      body: { effectiveFrom: '2025-01-01' },
    });
    // Room for one voucher fewer than there are agreements, so that some are refused.
    await this.#call(contract.setQuota, issuing, {
      body: { issueQuotaFen: faceFen * (of.households - 1), decision: '1号' },
    });
    await this.#call(contract.openAccount, finance, {
      body: {
        accountId,
        projectId: 'project-1',
        principalName: '清水城建',
        coverageRule: 'full',
        purpose: '房票兑付',
      },
    });
    await this.#deposit(faceFen * (of.households - 2));
    await this.#call(contract.registerProject, resettlement, {
      body: {
        projectId: 'project-1',
        name: '东片',
        principalName: '清水城建',
        buildState: 'not-started',
        plannedHouseholds: 10,
        plannedArea: '1000.00',
        switchedToVoucher: true,
      },
    });
    await this.#call(contract.openArea, resettlement, {
      body: {
        areaId: 'area-1',
        projectId: 'project-1',
        name: '东一片',
        accountId,
        pilot: true,
        plots: [],
      },
    });
    await this.#call(contract.valueArea, resettlement, {
      params: { areaId: 'area-1' },
      body: { basePriceFen: 500_000, valuer: '清水评估', valuedOn: on },
    });
    for (const [index, developer] of developers.entries()) {
      await this.#call(contract.admitDeveloper, housing, {
        body: {
          developerId: developer,
          name: developer,
          creditCode: creditCodeFrom({ region: '110101', organisation: `1234567${index}` }),
          grade: 'A',
        },
      });
      await this.#call(contract.proposeDevelopment, clerkOf(developer), {
        body: {
          developmentId: `${developer}-garden`,
          name: `${developer} garden`,
          district: 'clearwater',
          saleStage: 'ready',
        },
      });
      await this.#call(contract.admitDevelopment, housing, {
        params: { developmentId: `${developer}-garden` },
        body: {
          permitsComplete: true,
          titleClear: true,
          noSeizure: true,
          readyForTitleRegistration: true,
          lawfulToSell: true,
        },
      });
    }
    await Promise.all(Array.from({ length: of.units }, (_, index) => this.#listUnit(index)));
    await Promise.all(Array.from({ length: of.households }, (_, index) => this.#agree(index)));
  }

  async #deposit(amountFen: number): Promise<void> {
    await this.#call(contract.deposit, officials.finance, {
      params: { accountId },
      body: {
        amountFen,
        bankReference: `DEP-${++this.#keys}`.padEnd(6, '0'),
        purpose: '房票兑付',
        receivedOn: on,
      },
    });
  }

  async #listUnit(index: number): Promise<void> {
    const developer = developers[index % developers.length]!;
    const unitId = `unit-${index}`;
    const priceFen = 40_000_000 + index * 5_000_000;
    await this.#call(contract.proposeUnit, clerkOf(developer), {
      body: {
        unitId,
        developmentId: `${developer}-garden`,
        building: '1',
        room: String(100 + index),
        kind: 'residential',
        area: '90.00',
        committedPriceFen: priceFen,
      },
    });
    await this.#call(contract.admitUnit, officials.housing, {
      params: { unitId },
      body: { noEncumbrance: true },
    });
    this.#known.units.push({ unitId, developer, priceFen });
  }

  async #agree(index: number): Promise<void> {
    const householdId = `household-${index}`;
    const agreementId = `agreement-${index}`;
    const { resettlement } = officials;
    const registered = await this.#call(contract.registerHousehold, resettlement, {
      body: {
        householdId,
        areaId: 'area-1',
        titleArea: '180.00',
        legalArea: '200.00',
        members: [{ name: `张${index}`, nationalId: inventedNationalId(index), kinship: 'self' }],
      },
    });
    if (registered.status !== 201) return;
    const holder = (registered.body as { members: { personId: string }[] }).members[0]!.personId;
    await this.#call(contract.draftAgreement, resettlement, {
      body: {
        agreementId,
        householdId,
        choice: 'voucher',
        voucherArea: '200.00',
        amounts: {},
        pack,
        faceValueFen: faceFen,
      },
    });
    const params = { agreementId };
    await this.#call(contract.signAgreement, resettlement, { params, body: { signedOn: on } });
    await this.#call(contract.putAgreementIntoEffect, resettlement, {
      params,
      body: { effectiveOn: on },
    });
    this.#known.holders.push(holder);
    this.#known.agreements.push({ agreementId, holder });
  }

  /** Vouchers are asked for first, then `count` acts of somebody, a few at once. */
  async act(count: number): Promise<void> {
    for (const { agreementId } of this.#known.agreements) {
      await this.#call(contract.requestIssuance, officials.issuing, { body: { agreementId } });
    }
    const acts: (() => Promise<void>)[] = [
      () => this.#issue(),
      () => this.#buy(),
      () => this.#buy(),
      () => this.#buy(),
      () => this.#cancel(),
      () => this.#contract(),
      () => this.#contract(),
      () => this.#rescind(),
      () => this.#file(),
      () => this.#file(),
      () => this.#handOver(),
      () => this.#claim(),
      () => this.#claim(),
      () => this.#review(),
      () => this.#approve(),
      () => this.#bank(),
      () => this.#complete(),
      () => this.#freeze(),
      () => this.#deposit(1_000_000),
    ];
    let left = count;
    const person = async (): Promise<void> => {
      while (left-- > 0) {
        await this.#pick(acts)!();
        await new Promise<void>(
          (resolve) =>
            void this.#city.time.after(Math.floor(this.#city.chance.next() * 4_000), resolve),
        );
      }
    };
    await Promise.all(Array.from({ length: 4 }, person));
  }

  async #issue(): Promise<void> {
    const agreement = this.#pick(this.#known.agreements);
    if (agreement)
      await this.#call(contract.requestIssuance, officials.issuing, {
        body: { agreementId: agreement.agreementId },
      });
  }

  async #buy(): Promise<void> {
    const agreement = this.#pick(this.#known.agreements);
    const unit = this.#pick(this.#known.units);
    if (!agreement || !unit) return;
    const isFoolish = this.#city.chance.next() < 0.1;
    const priceFen = isFoolish ? unit.priceFen + 1 : unit.priceFen;
    const voucherId = `V-${agreement.agreementId}`;
    const seen = await this.#call(contract.getVoucher, holderOf(agreement.holder), {
      params: { voucherId },
    });
    if (seen.status !== 200) return;
    const { available } = (seen.body as { pockets: { available: number } }).pockets;
    const restFen = Math.max(0, priceFen - available);
    const answer = await this.#call(contract.startPurchase, holderOf(agreement.holder), {
      body: {
        unitId: unit.unitId,
        buyer: agreement.holder,
        priceFen,
        voucherIds: [voucherId],
        topUps: restFen > 0 ? [{ kind: 'own-funds', amountFen: restFen }] : [],
      },
    });
    if (answer.status !== 202) return;
    const purchaseId = (answer.body as { id: string }).id;
    this.#known.purchases.push({
      purchaseId,
      holder: agreement.holder,
      unitId: unit.unitId,
      priceFen,
      voucherFen: priceFen - restFen,
    });
  }

  async #cancel(): Promise<void> {
    const purchase = this.#pick(this.#known.purchases);
    if (!purchase || this.#city.chance.next() < 0.5) return;
    await this.#call(contract.cancelPurchase, holderOf(purchase.holder), {
      params: { purchaseId: purchase.purchaseId },
      body: { reason: '改选' },
    });
  }

  #clerkFor(unitId: string) {
    return clerkOf(this.#known.units.find((unit) => unit.unitId === unitId)!.developer);
  }

  async #contract(): Promise<void> {
    const purchase = this.#pick(this.#known.purchases);
    if (!purchase) return;
    const { purchaseId, unitId, priceFen } = purchase;
    await this.#call(contract.signContract, this.#clerkFor(unitId), {
      params: { unitId },
      body: {
        purchaseId,
        contractNumber: `HT-${purchaseId.slice(0, 8)}`,
        contractedOn: on,
        priceFen,
      },
    });
  }

  async #rescind(): Promise<void> {
    const purchase = this.#pick(this.#known.purchases);
    if (!purchase || this.#city.chance.next() < 0.6) return;
    await this.#call(contract.rescindContract, this.#clerkFor(purchase.unitId), {
      params: { unitId: purchase.unitId },
      body: { purchaseId: purchase.purchaseId, reason: '协商解除' },
    });
  }

  async #file(): Promise<void> {
    const purchase = this.#pick(this.#known.purchases);
    if (!purchase) return;
    const { purchaseId, unitId } = purchase;
    const filingNumber = `WQ-${purchaseId.slice(0, 10)}`;
    const submitted = await this.#call(contract.submitFiling, this.#clerkFor(unitId), {
      body: { filingNumber, unitId, purchaseId, filedOn: on },
    });
    if (submitted.status === 201) {
      await this.#call(contract.confirmFiling, officials.housing, {
        params: { filingNumber },
        body: { matchesPlatform: true },
      });
    }
  }

  async #handOver(): Promise<void> {
    const purchase = this.#pick(this.#known.purchases);
    if (!purchase) return;
    await this.#call(contract.handOver, this.#clerkFor(purchase.unitId), {
      params: { unitId: purchase.unitId },
      body: { purchaseId: purchase.purchaseId, handedOverOn: on },
    });
  }

  async #claim(): Promise<void> {
    const purchase = this.#pick(this.#known.purchases);
    if (!purchase) return;
    // Now and then an invoice is used a second time.
    const invoice = this.#city.chance.next() < 0.15 ? 10_000_000 : 20_000_000 + ++this.#keys;
    const answer = await this.#call(contract.submitClaim, this.#clerkFor(purchase.unitId), {
      body: {
        purchaseId: purchase.purchaseId,
        unitId: purchase.unitId,
        invoiceNumber: String(invoice),
        invoicedOn: on,
        amountFen: purchase.voucherFen,
        bankAccount: '62220000000001',
      },
    });
    if (answer.status === 202) this.#known.claims.push((answer.body as { id: string }).id);
  }

  async #review(): Promise<void> {
    const claimId = this.#pick(this.#known.claims);
    if (claimId)
      await this.#call(contract.reviewClaim, officials.reviewer, {
        params: { claimId },
        body: { note: '齐全' },
      });
  }

  async #approve(): Promise<void> {
    const claimId = this.#pick(this.#known.claims);
    if (!claimId) return;
    // Sometimes the reviewer tries to approve, too.
    const as = this.#city.chance.next() < 0.25 ? officials.reviewer : officials.approver;
    await this.#call(contract.approveClaim, as, { params: { claimId }, body: { note: '同意' } });
  }

  async #bank(): Promise<void> {
    const file = await this.#call(contract.getPaymentFile, officials.bank, {
      query: { limit: '50' },
    });
    const orders = (
      (file.body as { items?: { orderId: string; claimId: string; accountId: string }[] }).items ??
      []
    ).slice(0, 5);
    for (const { orderId, claimId, accountId: payer } of orders) {
      const result = this.#city.chance.next() < 0.2 ? 'failed' : 'paid';
      const bankReference = `BK-${orderId.replace(/[^A-Za-z0-9]/g, '').slice(-40)}`;
      await this.#call(contract.recordBankResult, officials.bank, {
        body: { orderId, claimId, accountId: payer, result, bankReference, on },
      });
    }
  }

  async #complete(): Promise<void> {
    const claimId = this.#pick(this.#known.claims);
    if (!claimId) return;
    const purchase = this.#known.purchases.find((each) => claimId.startsWith(each.purchaseId));
    if (purchase)
      await this.#call(contract.reportCompletion, this.#clerkFor(purchase.unitId), {
        params: { claimId },
        body: { receivedOn: on },
      });
  }

  async #freeze(): Promise<void> {
    const agreement = this.#pick(this.#known.agreements);
    if (!agreement || this.#city.chance.next() < 0.5) return;
    const params = { voucherId: `V-${agreement.agreementId}` };
    const document = '（2026）1号';
    await this.#call(contract.freezeVoucher, officials.issuing, {
      params,
      body: { frozenFen: 10_000_000, authority: '法院', document },
    });
    if (this.#city.chance.next() < 0.7)
      await this.#call(contract.unfreezeVoucher, officials.issuing, { params, body: { document } });
  }
}
