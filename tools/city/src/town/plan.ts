import type { Kinship, TopUp } from './words.ts';

/**
 * What a town consists of: everything officials, holders and developers will enter. Money is whole
 * fen; areas are texts as the contracts want them.
 */
export interface Town {
  readonly seed: number;
  readonly districts: readonly DistrictPlan[];
  readonly developers: readonly DeveloperPlan[];
  readonly developments: readonly DevelopmentPlan[];
  readonly units: readonly UnitPlan[];
  readonly purchases: readonly PurchasePlan[];
}

export interface DistrictPlan {
  readonly district: string;
  readonly name: string;
  readonly pack: { packId: string; version: number; parts: readonly string[] };
  readonly quota: { issueQuotaFen: number; decision: string };
  readonly projects: readonly ProjectPlan[];
  readonly areas: readonly AreaPlan[];
  readonly households: readonly HouseholdPlan[];
  readonly accounts: readonly AccountPlan[];
  readonly parcels: readonly ParcelPlan[];
  readonly deposits: readonly DepositPlan[];
}

export interface ProjectPlan {
  readonly projectId: string;
  readonly name: string;
  readonly principalName: string;
  readonly buildState: 'not-started' | 'under-construction';
  readonly plannedHouseholds: number;
  readonly plannedArea: string;
  readonly switchedToVoucher: boolean;
}

export interface AreaPlan {
  readonly areaId: string;
  readonly projectId: string;
  readonly accountId: string;
  readonly name: string;
  readonly basePriceFen: number;
  readonly plots: readonly {
    name: string;
    resettleArea: string;
    decision: 'build' | 'voucher';
  }[];
}

export interface MemberPlan {
  readonly name: string;
  readonly nationalId: string;
  readonly kinship: Kinship;
}

export interface HouseholdPlan {
  readonly householdId: string;
  readonly areaId: string;
  readonly titleArea: string;
  readonly legalArea: string;
  readonly members: readonly MemberPlan[];
  readonly agreement?: AgreementPlan;
}

export interface AgreementPlan {
  readonly agreementId: string;
  readonly choice: 'voucher' | 'replacement-home';
  readonly voucherArea: string;
  readonly amounts: Readonly<Record<string, number>>;
  /** What the pack should give for it; the pilot signs what the quote says. */
  readonly expectedFaceFen: number;
}

export interface AccountPlan {
  readonly accountId: string;
  readonly projectId: string;
  readonly principalName: string;
  readonly coverageRule: 'full' | 'forecast';
  readonly purpose: string;
}

export interface ParcelPlan {
  readonly parcelId: string;
  readonly name: string;
  readonly accountId: string | null;
  readonly areaMu: string;
  readonly startPriceFen: number;
  readonly status: 'planned' | 'on-offer';
  readonly soldForFen?: number;
}

export interface DepositPlan {
  readonly accountId: string;
  readonly amountFen: number;
  readonly bankReference: string;
  readonly purpose: string;
}

export interface DeveloperPlan {
  readonly developerId: string;
  readonly name: string;
  readonly creditCode: string;
  readonly grade: 'A' | 'B';
  readonly bankAccount: string;
}

export interface DevelopmentPlan {
  readonly developmentId: string;
  readonly developerId: string;
  readonly district: string;
  readonly name: string;
  readonly saleStage: 'ready' | 'presale';
}

export interface UnitPlan {
  readonly unitId: string;
  readonly developmentId: string;
  readonly developerId: string;
  readonly building: string;
  readonly room: string;
  readonly area: string;
  readonly committedPriceFen: number;
}

/** How far a purchase has come on the day of the figures. */
export const purchaseStages = [
  'contracted',
  'filed',
  'handed-over',
  'claimed',
  'completed',
] as const;
export type PurchaseStage = (typeof purchaseStages)[number];

export interface PurchasePlan {
  /** Of the plan only: the platform gives the real id. */
  readonly name: string;
  readonly householdId: string;
  readonly unitId: string;
  readonly developerId: string;
  /** Which member of the household buys. */
  readonly buyer: number;
  readonly priceFen: number;
  readonly voucherFen: number;
  readonly topUps: readonly TopUp[];
  readonly stage: PurchaseStage;
}

/** True when the purchase has come at least that far. */
export function hasReached(purchase: PurchasePlan, stage: PurchaseStage): boolean {
  return purchaseStages.indexOf(purchase.stage) >= purchaseStages.indexOf(stage);
}
