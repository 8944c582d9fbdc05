export { loadPack } from './load/load-pack.ts';
export type { LoadedPack } from './load/load-pack.ts';
export type { PackFile } from './load/read-part.ts';
export type { PackProblem, PackProblemCode } from './load/problems.ts';
export { labelOf } from './load/check-rules.ts';

export type { PolicyPack, PackLayer } from './model/policy-pack.ts';
export {
  goodsKinds,
  kinships,
  mergedPack,
  partHeader,
  saleStages,
  topUpKinds,
} from './model/pack-schema.ts';
export type { GoodsKind, Kinship, PackRules, SaleStage } from './model/pack-schema.ts';
export type { Bilingual, Source } from './model/basics.ts';

export { pocketNames, refusalCodes } from './engine/answer.ts';
export type {
  Line,
  Movement,
  Pocket,
  Pockets,
  Refusal,
  RefusalCode,
  Refused,
} from './engine/answer.ts';
export type { PurchaseFacts, QuoteFacts, VoucherFacts } from './engine/facts.ts';
export { assumptionsOf, quoteFace } from './engine/quote-face.ts';
export type { Quote, QuoteLine } from './engine/quote-face.ts';
export { mayIssue } from './engine/may-issue.ts';
export type { CoverDemand, IssueFacts } from './engine/may-issue.ts';
export { mayBuy } from './engine/may-buy.ts';
export type { BuyAnswer, BuyFacts } from './engine/may-buy.ts';
export {
  afterForfeitures,
  balanceOf,
  emptyPockets,
  forfeituresOn,
  voucherFrom,
} from './engine/balance.ts';
export type { Balance, Forfeiture } from './engine/balance.ts';
export { settleUse } from './engine/settle-use.ts';
export type { HeldPart, UseAnswer, UseFacts } from './engine/settle-use.ts';
export { releaseHeld } from './engine/file-use.ts';
export type { ReleaseAnswer } from './engine/file-use.ts';
export { conditionalRewards } from './engine/earn.ts';
export type { EarnedPart } from './engine/earn.ts';
export { rescindUse } from './engine/rescind.ts';
export type { RescissionAnswer, RescissionFacts } from './engine/rescind.ts';
export { leftover } from './engine/leftover.ts';
export type { LeftoverAnswer } from './engine/leftover.ts';
export { claimExpired, expire } from './engine/expire.ts';
export type { ExpiryAnswer } from './engine/expire.ts';
export { mayTransfer } from './engine/may-transfer.ts';
export type { TransferAnswer, TransferFacts, TransferParty } from './engine/may-transfer.ts';
export { claimRule, instalments } from './engine/instalments.ts';
export type {
  ClaimRule,
  Instalment,
  InstalmentFacts,
  SettlementTerms,
} from './engine/instalments.ts';
export { deadlines, lastDayOfUse, tierEnds } from './engine/deadlines.ts';
export type { Deadline, Deadlines } from './engine/deadlines.ts';
export { sideRights } from './engine/side-rights.ts';
export type { SideRight } from './engine/side-rights.ts';
export { endOfTerm, isWorkingDay, rollToWorkingDay } from './calendar/terms.ts';
export { bundledPackFiles, bundledPacks } from './bundled-packs.ts';
export { loadBundledPack } from './load/load-bundled-pack.ts';
export { bringTo, live, liveOne } from './life/live.ts';
export type { Act, Life, LifePurchase, Step } from './life/acts.ts';
export { ask, questions } from './lab/ask.ts';
export type { Question } from './lab/ask.ts';
export { readExamples, runExample } from './lab/example.ts';
export type { Example, ExampleFile, ExampleResult } from './lab/example.ts';
export {
  asTree,
  plainMoney,
  readActs,
  readMoney,
  readQuoteFacts,
  readVoucher,
} from './lab/read-facts.ts';
export { comparePacks, readHousehold } from './lab/compare.ts';
export type { Comparison, PortfolioHousehold } from './lab/compare.ts';
export { sayAnswer, sayStep } from './lab/say-answer.ts';
export * from './lab/say.ts';
export { renderPack } from './lab/render.ts';
export {
  loadOverdueMeasures,
  mayPlan,
  overdueCauses,
  overdueMeasures,
} from './measures/overdue-measures.ts';
export type {
  OverdueCause,
  OverdueMeasures,
  PlanAnswer,
  PlanFacts,
} from './measures/overdue-measures.ts';
export { mayCloseOut, type CaseFacts, type CloseOutAnswer } from './measures/close-out.ts';
