import {
  acceptedAs,
  districtOf,
  onCommand,
  onQuery,
  personOf,
  type Actor,
  type BoundRoute,
  type ServiceCore,
} from '@fangpiao/chassis';
import * as contract from '@fangpiao/contracts';
import { cashOut } from './commands/cash-out.ts';
import { cancelPurchase } from './commands/cancel-purchase.ts';
import { draftPack } from './commands/draft-pack.ts';
import { freezeVoucher } from './commands/freeze-voucher.ts';
import { putPackInForce } from './commands/put-pack-in-force.ts';
import { registerPack } from './commands/register-pack.ts';
import { requestIssuance } from './commands/request-issuance.ts';
import { setQuota } from './commands/set-quota.ts';
import { startPurchase } from './commands/start-purchase.ts';
import { takeExpired } from './commands/take-expired.ts';
import { transferVoucher } from './commands/transfer-voucher.ts';
import { unfreezeVoucher } from './commands/unfreeze-voucher.ts';
import type { PackShelf } from './packs.ts';
import { getIssuance } from './queries/get-issuance.ts';
import { getPack } from './queries/get-pack.ts';
import { getPurchase } from './queries/get-purchase.ts';
import { getQuota } from './queries/get-quota.ts';
import { getVoucherOutlook } from './queries/get-voucher-outlook.ts';
import { getVoucherFigures } from './queries/get-voucher-figures.ts';
import { quote } from './queries/quote.ts';
import { getVoucher, listEndorsements, listVouchers } from './queries/vouchers.ts';

/** Whose vouchers somebody may use: a holder their own, an officer those of the district. */
function onBehalfOf(actor: Actor): { person: string } | { district: string } {
  return actor.role === 'holder' ? { person: personOf(actor) } : { district: districtOf(actor) };
}

function asking(actor: Actor) {
  return { askedBy: actor.subject, onBehalfOf: onBehalfOf(actor) };
}

/** Door 1: each route with the command or the query it stands for. */
export function routesOf(core: ServiceCore, shelf: PackShelf): readonly BoundRoute[] {
  const done = acceptedAs('done');
  const pending = acceptedAs('pending');
  const packOf = ({ packId, packVersion }: { packId: string; packVersion: number }) => ({
    packId,
    version: packVersion,
  });
  return [
    onCommand(contract.draftPack, { command: draftPack, input: ({ body }) => body, answer: done }),
    onCommand(contract.registerPack, {
      command: registerPack,
      input: ({ params, body }) => ({ ...packOf(params), ...body }),
      answer: done,
    }),
    onCommand(contract.putPackInForce, {
      command: putPackInForce,
      input: ({ params, body }) => ({ ...packOf(params), ...body }),
      answer: done,
    }),
    onQuery(contract.getPack, ({ params }) => getPack(core, packOf(params))),
    onQuery(contract.quote, ({ body }) => quote(core, shelf, body)),
    onCommand(contract.setQuota, {
      command: setQuota,
      input: ({ body }, { actor }) => ({ ...body, district: districtOf(actor) }),
      answer: done,
    }),
    onQuery(contract.getQuota, ({ params }) => getQuota(core, params.district)),
    onCommand(contract.requestIssuance, {
      command: requestIssuance(shelf),
      input: ({ body }, { actor }) => ({ ...body, district: districtOf(actor) }),
      answer: pending,
      location: ({ stream }) => `/issuances/${stream.slice('issuance/'.length)}`,
    }),
    onQuery(contract.getIssuance, ({ params }, { actor }) =>
      getIssuance(core, params.issuanceId, { district: actor.district }),
    ),
    onQuery(contract.getVoucher, ({ params }, { actor }) =>
      getVoucher(core, params.voucherId, actor),
    ),
    onQuery(contract.listVouchers, async ({ query }, { actor }) => ({
      answer: await listVouchers(core, query, actor),
    })),
    onQuery(contract.listEndorsements, ({ params }, { actor }) =>
      listEndorsements(core, params.voucherId, actor),
    ),
    onCommand(contract.freezeVoucher, {
      command: freezeVoucher,
      input: ({ params, body }, { actor }) => ({ ...params, ...body, district: districtOf(actor) }),
      answer: done,
    }),
    onCommand(contract.unfreezeVoucher, {
      command: unfreezeVoucher,
      input: ({ params, body }, { actor }) => ({ ...params, ...body, district: districtOf(actor) }),
      answer: done,
    }),
    onQuery(contract.getVoucherOutlook, ({ params }, { actor }) =>
      getVoucherOutlook(core, shelf, { ...params, actor }),
    ),
    onCommand(contract.transferVoucher, {
      command: transferVoucher(shelf),
      input: ({ params, body }, { actor }) => ({ ...params, ...body, district: districtOf(actor) }),
      answer: pending,
    }),
    onCommand(contract.cashOut, {
      command: cashOut(shelf),
      input: ({ params, body }, { actor }) => ({ ...params, ...body, ...asking(actor) }),
      answer: pending,
    }),
    onCommand(contract.takeExpired, {
      command: takeExpired(shelf),
      input: ({ params, body }, { actor }) => ({ ...params, ...body, ...asking(actor) }),
      answer: pending,
    }),
    onCommand(contract.startPurchase, {
      command: startPurchase(shelf),
      input: ({ body }, { actor }) => ({ ...body, onBehalfOf: onBehalfOf(actor) }),
      answer: pending,
      location: ({ stream }) => `/purchases/${stream.slice('purchase/'.length)}`,
    }),
    onCommand(contract.cancelPurchase, {
      command: cancelPurchase,
      input: ({ params, body }, { actor }) => ({
        ...params,
        ...body,
        onBehalfOf: onBehalfOf(actor),
      }),
      answer: pending,
    }),
    onQuery(contract.getPurchase, ({ params }, { actor }) =>
      getPurchase(core, params.purchaseId, actor),
    ),
    onQuery(contract.getVoucherFigures, ({ query }) => getVoucherFigures(core, query.district)),
  ];
}
