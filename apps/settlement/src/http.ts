import {
  acceptedAs,
  developerOf,
  districtOf,
  onCommand,
  onQuery,
  type Actor,
  type BoundRoute,
  type ServiceCore,
} from '@fangpiao/chassis';
import * as contract from '@fangpiao/contracts';
import { asId } from '@fangpiao/values';
import { approveClaim } from './commands/approve-claim.ts';
import { approveHolderClaim } from './commands/approve-holder-claim.ts';
import { openAccount } from './commands/open-account.ts';
import { recordBankResult } from './commands/record-bank-result.ts';
import { recordHolderBankResult } from './commands/record-holder-bank-result.ts';
import { registerParcel } from './commands/register-parcel.ts';
import { rejectClaim } from './commands/reject-claim.ts';
import { reportCompletion } from './commands/report-completion.ts';
import { returnHolderClaim } from './commands/return-holder-claim.ts';
import { reviewClaim } from './commands/review-claim.ts';
import { reviewHolderClaim } from './commands/review-holder-claim.ts';
import { sellParcel } from './commands/sell-parcel.ts';
import { submitClaim } from './commands/submit-claim.ts';
import { takeBankReference } from './commands/take-bank-reference.ts';
import { getAccount } from './queries/get-account.ts';
import { getClaim } from './queries/get-claim.ts';
import { getLandPlan } from './queries/get-land-plan.ts';
import { getPaymentFile } from './queries/get-payment-file.ts';
import { getSettlementFigures } from './queries/get-settlement-figures.ts';
import {
  getHolderClaim,
  getHolderPaymentFile,
  getRewardClaim,
  listHolderClaims,
  listRewardClaims,
} from './queries/holder-claims.ts';
import { listPostings } from './queries/list-postings.ts';
import { scopeOf } from './scope.ts';

/** Door 1: each route with the command or the query it stands for. */
export function routesOf(core: ServiceCore): readonly BoundRoute[] {
  return [
    ...accountRoutes(core),
    ...parcelRoutes(core),
    ...claimRoutes(core),
    ...paymentRoutes(core),
    ...holderClaimRoutes(core),
  ];
}

function accountRoutes(core: ServiceCore): readonly BoundRoute[] {
  return [
    onCommand(contract.openAccount, {
      command: openAccount,
      input: ({ body }, { actor }) => ({ ...body, district: districtOf(actor) }),
      answer: acceptedAs('done'),
    }),
    onCommand(contract.deposit, {
      command: takeBankReference,
      input: ({ params, body }, { actor }) => ({ ...params, ...body, scope: scopeOf(actor) }),
      answer: acceptedAs('pending'),
    }),
    onQuery(contract.getAccount, ({ params }, { actor }) =>
      getAccount(core, params.accountId, actor),
    ),
    onQuery(contract.listPostings, ({ params, query }, { actor }) =>
      listPostings(core, { ...params, ...query, actor }),
    ),
    onQuery(contract.getSettlementFigures, ({ query }) =>
      getSettlementFigures(core, query.district),
    ),
  ];
}

function parcelRoutes(core: ServiceCore): readonly BoundRoute[] {
  return [
    onCommand(contract.registerParcel, {
      command: registerParcel,
      input: ({ body }, { actor }) => ({ ...body, district: districtOf(actor) }),
      answer: acceptedAs('done'),
    }),
    onCommand(contract.sellParcel, {
      command: sellParcel,
      input: ({ params, body }, { actor }) => ({
        ...params,
        ...body,
        district: districtOf(actor),
      }),
      answer: acceptedAs('done'),
    }),
    onQuery(contract.getLandPlan, ({ query }) => getLandPlan(core, query.district)),
  ];
}

function claimRoutes(core: ServiceCore): readonly BoundRoute[] {
  return [
    onCommand(contract.submitClaim, {
      command: submitClaim,
      input: ({ body }, { actor }) => ({ ...body, ...claimantOf(actor) }),
      answer: acceptedAs('pending'),
      location: ({ stream }) => `/claims/${stream.slice('claim/'.length)}`,
    }),
    onCommand(contract.reviewClaim, {
      command: reviewClaim,
      input: ({ params, body }, { actor }) => ({ ...params, ...actOf(actor), note: body.note }),
      answer: acceptedAs('done'),
    }),
    onCommand(contract.approveClaim, {
      command: approveClaim,
      input: ({ params, body }, { actor }) => ({ ...params, ...actOf(actor), note: body.note }),
      answer: acceptedAs('pending'),
      location: ({ stream }) => `/claims/${stream.slice('claim/'.length)}`,
    }),
    onCommand(contract.rejectClaim, {
      command: rejectClaim,
      input: ({ params, body }, { actor }) => ({ ...params, ...actOf(actor), note: body.reason }),
      answer: acceptedAs('done'),
    }),
    onCommand(contract.reportCompletion, {
      command: reportCompletion,
      input: ({ params, body }, { actor }) => ({
        ...params,
        ...body,
        developerId: developerOf(actor),
        by: actor.subject,
      }),
      answer: acceptedAs('done'),
    }),
    onQuery(contract.getClaim, ({ params }, { actor }) => getClaim(core, params.claimId, actor)),
  ];
}

function paymentRoutes(core: ServiceCore): readonly BoundRoute[] {
  return [
    onQuery(contract.getPaymentFile, ({ query }, { actor }) => getPaymentFile(core, query, actor)),
    onCommand(contract.recordBankResult, {
      command: recordBankResult,
      input: ({ body }, { actor }) => ({ ...body, scope: scopeOf(actor) }),
      answer: acceptedAs('pending'),
      location: ({ stream }) => `/claims/${stream.slice('claim/'.length)}`,
    }),
  ];
}

/** What a holder is owed: two people, the account, the bank. */
function holderClaimRoutes(core: ServiceCore): readonly BoundRoute[] {
  return [
    onQuery(contract.getHolderClaim, ({ params }, { actor }) =>
      getHolderClaim(core, params.claimId, actor),
    ),
    onQuery(contract.listHolderClaims, async ({ query }, { actor }) => ({
      answer: await listHolderClaims(core, query, actor),
    })),
    onQuery(contract.getRewardClaim, ({ params }, { actor }) =>
      getRewardClaim(core, params.claimId, actor),
    ),
    onQuery(contract.listRewardClaims, async ({ query }, { actor }) => ({
      answer: await listRewardClaims(core, query, actor),
    })),
    onCommand(contract.reviewHolderClaim, {
      command: reviewHolderClaim,
      input: ({ params, body }, { actor }) => ({ ...params, ...actOf(actor), note: body.note }),
      answer: acceptedAs('done'),
    }),
    onCommand(contract.returnHolderClaim, {
      command: returnHolderClaim,
      input: ({ params, body }, { actor }) => ({ ...params, ...actOf(actor), note: body.note }),
      answer: acceptedAs('done'),
    }),
    onCommand(contract.approveHolderClaim, {
      command: approveHolderClaim,
      input: ({ params, body }, { actor }) => ({ ...params, ...actOf(actor), note: body.note }),
      answer: acceptedAs('pending'),
    }),
    onQuery(contract.getHolderPaymentFile, async ({ query }, { actor }) => ({
      answer: await getHolderPaymentFile(core, query, actor),
    })),
    onCommand(contract.recordHolderBankResult, {
      command: recordHolderBankResult,
      input: ({ body }, { actor }) => ({ ...body, scope: scopeOf(actor) }),
      answer: acceptedAs('pending'),
    }),
  ];
}

/** A clerk claims for the own developer; a counter officer enters it for whoever sold the unit, in the own district. */
function claimantOf(actor: Actor) {
  return actor.role === 'developer-clerk'
    ? { developerId: asId<'developer'>(developerOf(actor)), district: null }
    : { developerId: null, district: districtOf(actor) };
}

function actOf(actor: Actor) {
  return { district: districtOf(actor), by: actor.subject };
}
