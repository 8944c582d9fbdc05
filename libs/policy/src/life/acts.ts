import type { Area, CalendarDate, Fen } from '@fangpiao/values';
import type { QuoteFacts, VoucherFacts } from '../engine/facts.ts';
import type { InstalmentFacts, Instalment } from '../engine/instalments.ts';
import type { Deadlines } from '../engine/deadlines.ts';
import type { TransferParty } from '../engine/may-transfer.ts';
import type { HeldPart } from '../engine/settle-use.ts';
import type { Refusal } from '../engine/answer.ts';
import type { GoodsKind, Kinship, SaleStage } from '../model/pack-schema.ts';
import type { Quote } from '../engine/quote-face.ts';

/** One dated act in a voucher's life, as an official would tell it. */
export type Act = { on: CalendarDate } & (
  | {
      act: 'agreement';
      state: 'drafted' | 'signed' | 'effective';
      districtId?: string;
      projectId?: string;
    }
  | {
      act: 'issue';
      origin?: string;
      holder?: 'person' | 'co-owners' | 'company';
      isVacated?: boolean;
    }
  | {
      act: 'buy';
      purchase: string;
      buyer: Kinship;
      proofs?: readonly string[];
      goods: GoodsKind;
      saleStage: SaleStage;
      isListed?: boolean;
      priceFen: Fen;
      area?: Area;
      district?: string;
      voucherPartFen?: Fen;
    }
  | { act: 'use'; purchase: string }
  | { act: 'release'; purchase: string }
  | { act: 'rescind'; purchase: string }
  | { act: 'transfer'; giver: TransferParty; receiver: TransferParty }
  | { act: 'cash-out' }
  | { act: 'freeze'; amountFen: Fen }
  | { act: 'unfreeze' }
  | { act: 'cancel' }
  | { act: 'expire' }
  | { act: 'take-outcome' }
  | { act: 'claim'; purchase: string; events: InstalmentFacts['events']; asOf?: CalendarDate }
);

export type LifePurchase = {
  facts: Extract<Act, { act: 'buy' }>;
  state: 'reserved' | 'filed' | 'released' | 'rescinded';
  held: HeldPart;
  usedOn?: CalendarDate;
  voucherPartFen: Fen;
  fromRewardsFen: Readonly<Record<string, Fen>>;
  earnedFen: Readonly<Record<string, Fen>>;
};

/** Everything known about one voucher between two acts. */
export type Life = {
  facts: QuoteFacts;
  agreement?: Extract<Act, { act: 'agreement' }>;
  quote?: Quote;
  voucher?: VoucherFacts;
  deadlines?: Deadlines;
  purchases: Readonly<Record<string, LifePurchase>>;
  /** Cash the district owes the holder: cash-outs, exchanges, rewards earned. */
  cashDueFen: Fen;
};

export type Step = {
  act: Act;
  refusals: Refusal[];
  instalments?: Instalment[];
  /** One sentence on what happened. */
  zh: string;
  en: string;
  life: Life;
};
