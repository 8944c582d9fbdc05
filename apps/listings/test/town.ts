import type { Actor } from '@fangpiao/chassis';
import * as contract from '@fangpiao/contracts';
import { startServiceInMemory, type Answer, type ServiceInMemory } from '@fangpiao/testing';
import { creditCodeFrom } from '@fangpiao/values';
import { compose, type ListingsConfig } from '../src/compose.ts';

/** People of an invented town. */
export const officer: Actor = { subject: 'officer-1', role: 'housing-officer', agency: 'housing' };
export const officerElsewhere: Actor = {
  subject: 'officer-2',
  role: 'housing-officer',
  agency: 'housing',
  district: 'hillside',
};
export const clerk: Actor = {
  subject: 'clerk-1',
  role: 'developer-clerk',
  agency: 'brook',
  developer: 'brook',
};
export const otherClerk: Actor = {
  subject: 'clerk-2',
  role: 'developer-clerk',
  agency: 'stone',
  developer: 'stone',
};
export const platform: Actor = { subject: 'platform-1', role: 'platform', agency: 'platform' };

export const today = '2026-03-02';
/** 10:00 in Shanghai, and half an hour before midnight. */
const morning = `${today}T02:00:00.000Z`;
export const lateEvening = `${today}T15:30:00.000Z`;

export const creditCodes = {
  brook: creditCodeFrom({ region: '370100', organisation: '10000001' }),
  stone: creditCodeFrom({ region: '370100', organisation: '10000002' }),
};
export const allMet = {
  permitsComplete: true,
  titleClear: true,
  noSeizure: true,
  readyForTitleRegistration: true,
  lawfulToSell: true,
};

export type Town = ServiceInMemory;

/** The service alone, nothing admitted. */
export function emptyTown(city?: ListingsConfig['city'], start = morning): Promise<Town> {
  return startServiceInMemory(
    (config, ports) => compose({ ...config, ...(city && { city }) }, ports),
    'listings',
    { start },
  );
}

/** A town whose developer `brook` has the admitted development `brook-side`. */
export async function openTown(city?: ListingsConfig['city'], start = morning): Promise<Town> {
  const town = await emptyTown(city, start);
  await admitDeveloper(town, 'brook');
  await proposeDevelopment(town);
  await admitDevelopment(town);
  return town;
}

export async function admitDeveloper(
  town: Town,
  developerId: 'brook' | 'stone',
  creditCode = creditCodes[developerId],
): Promise<Answer> {
  const answer = await town.call(contract.admitDeveloper, {
    as: officer,
    body: { developerId, name: `${developerId} homes`, creditCode, grade: 'A' },
  });
  await town.settle();
  return answer;
}

export function proposeDevelopment(town: Town, as = clerk): Promise<Answer> {
  return town.call(contract.proposeDevelopment, {
    as,
    body: {
      developmentId: 'brook-side',
      name: 'Brook Side',
      district: 'clearwater',
      saleStage: 'ready',
    },
  });
}

export function admitDevelopment(
  town: Town,
  checklist: Partial<typeof allMet> = {},
  as = officer,
): Promise<Answer> {
  return town.call(contract.admitDevelopment, {
    as,
    params: { developmentId: 'brook-side' },
    body: { ...allMet, ...checklist },
  });
}

export function proposeUnit(
  town: Town,
  unitId: string,
  change: Record<string, unknown> = {},
  as = clerk,
): Promise<Answer> {
  return town.call(contract.proposeUnit, {
    as,
    body: {
      unitId,
      developmentId: 'brook-side',
      building: '1',
      room: unitId,
      kind: 'residential',
      area: '120.50',
      committedPriceFen: 130_000_000,
      ...change,
    },
  });
}

export function admitUnit(town: Town, unitId: string, as = officer): Promise<Answer> {
  return town.call(contract.admitUnit, { as, params: { unitId }, body: { noEncumbrance: true } });
}

export async function listUnit(
  town: Town,
  unitId: string,
  change: Record<string, unknown> = {},
): Promise<void> {
  await proposeUnit(town, unitId, change);
  await admitUnit(town, unitId);
  await town.settle();
}

/** A purchase of the vouchers service asks for a unit. */
export async function requestUnit(
  town: Town,
  unitId: string,
  purchaseId: string,
  change: Record<string, unknown> = {},
): Promise<void> {
  town.publish('vouchers', `purchase/${purchaseId}`, {
    type: contract.purchaseReservationRequestedV1.type,
    data: {
      purchaseId,
      unitId,
      buyer: 'person-1',
      priceFen: 120_000_000,
      voucherFen: 100_000_000,
      lastFilingOn: '2026-03-31',
      ...change,
    },
  });
  await town.settle();
}

export async function requestCancellation(
  town: Town,
  unitId: string,
  purchaseId: string,
): Promise<void> {
  town.publish('vouchers', `purchase/${purchaseId}`, {
    type: contract.purchaseCancellationRequestedV1.type,
    data: { purchaseId, unitId },
  });
  await town.settle();
}

export function signContract(
  town: Town,
  unitId: string,
  purchaseId: string,
  change: Record<string, unknown> = {},
  as = clerk,
): Promise<Answer> {
  return town.call(contract.signContract, {
    as,
    params: { unitId },
    body: {
      purchaseId,
      contractNumber: `HT-${purchaseId}`,
      contractedOn: today,
      priceFen: 120_000_000,
      ...change,
    },
  });
}

export function rescindContract(
  town: Town,
  unitId: string,
  purchaseId: string,
  as = clerk,
): Promise<Answer> {
  return town.call(contract.rescindContract, {
    as,
    params: { unitId },
    body: { purchaseId, reason: 'both agreed' },
  });
}

export function submitFiling(
  town: Town,
  filing: { filingNumber: string; unitId: string; purchaseId: string; filedOn?: string },
  as = clerk,
): Promise<Answer> {
  return town.call(contract.submitFiling, { as, body: { filedOn: today, ...filing } });
}

export async function confirmFiling(
  town: Town,
  filingNumber: string,
  as = officer,
): Promise<Answer> {
  const answer = await town.call(contract.confirmFiling, {
    as,
    params: { filingNumber },
    body: { matchesPlatform: true },
  });
  await town.settle();
  return answer;
}

export function handOver(
  town: Town,
  unitId: string,
  purchaseId: string,
  handedOverOn = today,
  as = clerk,
): Promise<Answer> {
  return town.call(contract.handOver, {
    as,
    params: { unitId },
    body: { purchaseId, handedOverOn },
  });
}

/** Sold and filed, through every door it takes. */
export async function sell(town: Town, unitId: string, purchaseId: string): Promise<void> {
  await requestUnit(town, unitId, purchaseId);
  await signContract(town, unitId, purchaseId);
  await submitFiling(town, { filingNumber: `BA-${purchaseId}`, unitId, purchaseId });
  await confirmFiling(town, `BA-${purchaseId}`);
}

export async function statusOf(town: Town, unitId: string): Promise<string> {
  return ((await town.call(contract.getUnit, { params: { unitId } })).body as { status: string })
    .status;
}

/** What subscribers of listings receive about a unit, in order: verb and data. */
export async function published(
  town: Town,
  unitId: string,
): Promise<{ verb: string; data: Record<string, unknown> }[]> {
  await town.settle();
  const commits = await town.time.runUntil(town.store.commitsOf(`unit/${unitId}`, 0, 1_000));
  return commits
    .flatMap((commit) => commit.events)
    .filter(({ position }) => position !== undefined)
    .map(({ type, data }) => ({
      verb: type.split('.')[2]!,
      data: data as Record<string, unknown>,
    }));
}

/** The refusal an answer carries. */
export function codeOf(answer: Answer): string {
  return answer.status < 400 ? `accepted ${answer.status}` : (answer.body as { code: string }).code;
}
