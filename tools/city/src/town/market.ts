import { creditCodeFrom } from '@fangpiao/values';
import type { DeveloperPlan, DevelopmentPlan, UnitPlan } from './plan.ts';
import type { Random } from './random.ts';
import { decimalText, numbered } from './words.ts';

/** A home to be offered: its size and price come from the purchase it will serve, or from chance. */
export interface HomeDraft {
  /** Hundredths of m². */
  readonly area: number;
  readonly priceFen: number;
}

export interface Market {
  readonly developers: DeveloperPlan[];
  readonly developments: DevelopmentPlan[];
  /** In the order of the drafts. */
  readonly units: UnitPlan[];
}

const homesADevelopment = 40;

/** Developers with a development or two each, and a unit for every draft. */
export function makeMarket(
  random: Random,
  of: { district: string; idRegion: string; drafts: readonly HomeDraft[] },
): Market {
  const developmentCount = Math.max(1, Math.ceil(of.drafts.length / homesADevelopment));
  const developers = Array.from({ length: Math.ceil(developmentCount / 2) }, (_, index) => ({
    developerId: `developer-${numbered(index + 1, 2)}`,
    name: `示例置业 ${numbered(index + 1, 2)}（生成）`,
    creditCode: creditCodeFrom({
      region: of.idRegion,
      organisation: `MA3X${numbered(index + 1)}`,
    }),
    grade: random.next() < 0.6 ? ('A' as const) : ('B' as const),
    bankAccount: `62${numbered(random.whole(0, 999_999_999), 9)}${numbered(index + 1)}`,
  }));
  const developments = Array.from({ length: developmentCount }, (_, index) => ({
    developmentId: `development-${numbered(index + 1, 2)}`,
    developerId: developers[index % developers.length]!.developerId,
    district: of.district,
    name: `示例花园 ${numbered(index + 1, 2)}（生成）`,
    saleStage: random.next() < 0.7 ? ('ready' as const) : ('presale' as const),
  }));
  const units = of.drafts.map((draft, index) => {
    const development = developments[index % developmentCount]!;
    const place = Math.floor(index / developmentCount);
    return {
      unitId: `unit-${development.developmentId.slice(-2)}-${numbered(place + 1, 3)}`,
      developmentId: development.developmentId,
      developerId: development.developerId,
      building: String(Math.floor(place / 12) + 1),
      room: `${(place % 12) + 1}01`,
      area: decimalText(draft.area),
      committedPriceFen: committedPrice(random, draft.priceFen),
    };
  });
  return { developers, developments, units };
}

/** Often the price itself; sometimes the buyer bargained it down a little. Whole yuan. */
function committedPrice(random: Random, priceFen: number): number {
  const raised = random.next() < 0.7 ? priceFen : priceFen * random.between(1, 1.02);
  return Math.ceil(raised / 100) * 100;
}
