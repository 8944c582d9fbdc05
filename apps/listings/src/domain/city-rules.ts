import type { GoodsKind } from '@fangpiao/contracts';

/** What differs from city to city in listings. */
export interface CityRules {
  /** How long a unit stays reserved without a contract. */
  readonly reservationHours: number;
  /** Goods that are not filed online: their contract date counts [DL 9]. */
  readonly unfiledKinds: readonly GoodsKind[];
}

/** Assumptions, where a city has decided nothing. */
export const defaultRules: CityRules = { reservationHours: 72, unfiledKinds: ['garage'] };
