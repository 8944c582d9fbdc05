import * as contract from '@fangpiao/contracts';
import { startServiceInMemory, type Answer, type ServiceInMemory } from '@fangpiao/testing';
import { calendarDate, nationalIdFrom } from '@fangpiao/values';
import { compose } from '../src/compose.ts';

/** Officers of two invented districts and those who see the whole city. */
export const officer = {
  subject: 'officer-1',
  role: 'resettlement-officer',
  agency: 'households',
  district: 'clearwater',
} as const;
export const strangerOfficer = { ...officer, subject: 'officer-2', district: 'oldtown' } as const;
export const headquarters = {
  subject: 'chief',
  role: 'headquarters',
  agency: 'headquarters',
} as const;

export const testKeys = {
  current: 1,
  master: new Map([[1, new Uint8Array(32).fill(7)]]),
  blind: new Map([[1, new Uint8Array(32).fill(9)]]),
};

export const numberOf = (sequence: number): string =>
  nationalIdFrom({ region: '371502', birthDate: calendarDate('1950-05-06'), sequence });

export const wang = { name: '王小明', nationalId: numberOf(11), kinship: 'self' };
export const li = { name: '李梅', nationalId: numberOf(22), kinship: 'spouse' };

const project = {
  projectId: 'p-1',
  name: '清水回迁项目',
  principalName: '清水建设公司',
  buildState: 'not-started',
  plannedHouseholds: 120,
  plannedArea: '12000.50',
  switchedToVoucher: true,
};
const area = {
  areaId: 'a-1',
  projectId: 'p-1',
  name: '清水片区',
  accountId: 'acc-1',
  pilot: true,
  plots: [
    { name: 'A', resettleArea: '1000.00', decision: 'build' },
    { name: 'B', resettleArea: '250.25', decision: 'voucher' },
    { name: 'C', resettleArea: '250.25', decision: 'voucher' },
  ],
};
const valuation = { basePriceFen: 500_000, valuer: '清水评估所', valuedOn: '2026-01-10' };
const household = {
  householdId: 'h-1',
  areaId: 'a-1',
  titleArea: '90.00',
  legalArea: '100.50',
  members: [wang, li],
};
const agreement = {
  agreementId: 'g-1',
  householdId: 'h-1',
  choice: 'voucher',
  voucherArea: '100.50',
  amounts: { movingFee: 1_000 },
  pack: { packId: 'clearwater', version: 1 },
  faceValueFen: 50_250_000,
};

/** What a call may say besides its default content. */
type Change = object;
type Call = (change?: Change, as?: object) => Promise<Answer>;

/** The households service in memory, and its routes as an officer would use them. */
export interface Office {
  readonly town: ServiceInMemory;
  readonly registerProject: Call;
  readonly openArea: Call;
  readonly valueArea: Call;
  readonly registerHousehold: Call;
  readonly draft: Call;
  readonly sign: Call;
  readonly putIntoEffect: Call;
  /** Project, valued area and household, ready for an agreement. */
  readonly prepare: () => Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const town = await startServiceInMemory(
    (config, ports) => compose({ ...config, vaultKeys: testKeys }, ports),
    'households',
  );
  const post =
    (route: contract.RouteDeclaration, body: object, params: Record<string, string> = {}): Call =>
    (change = {}, as = officer) =>
      town.call(route, { as, params, body: { ...body, ...change } });
  const office = {
    town,
    registerProject: post(contract.registerProject, project),
    openArea: post(contract.openArea, area),
    valueArea: post(contract.valueArea, valuation, { areaId: 'a-1' }),
    registerHousehold: post(contract.registerHousehold, household),
    draft: post(contract.draftAgreement, agreement),
    sign: post(contract.signAgreement, { signedOn: '2026-02-01' }, { agreementId: 'g-1' }),
    putIntoEffect: post(
      contract.putAgreementIntoEffect,
      { effectiveOn: '2026-02-03' },
      { agreementId: 'g-1' },
    ),
  };
  return {
    ...office,
    prepare: async () => {
      await office.registerProject();
      await office.openArea();
      await office.valueArea();
      await office.registerHousehold();
      await town.settle();
    },
  };
}

/** Every document and every log line, as one text: for what must not be there. */
export function everythingKept(town: ServiceInMemory): string {
  const { database } = town.store;
  const collections = [...database.collections.values()].map((documents) => [
    ...documents.values(),
  ]);
  return JSON.stringify([[...database.commits.values()], collections, town.log]);
}

/** The codes of a problem answer, for short expectations. */
export function problemOf({ status, body }: Answer): string {
  return `${status} ${(body as { code: string }).code}`;
}
