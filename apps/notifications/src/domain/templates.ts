import { registry } from '@fangpiao/contracts';
import { dateInShanghai, formatYuan, instantMillis, isInstant, type Fen } from '@fangpiao/values';
import type { Notice, Recipient } from './notices.ts';

/** The same message in both languages: what happened in one plain sentence, then what to do. */
export interface Texts {
  readonly zh: string;
  readonly en: string;
}

/** Writes the text that is sent, once; a later change of a template leaves it as it was. */
export function render(recipient: Recipient, notice: Notice): Texts {
  switch (notice.topic) {
    case 'voucher-issued': {
      const { voucherNumber, faceValueFen, expiresOn } = notice.values;
      return {
        zh: `您的房票已经发放，编号 ${voucherNumber}，金额 ${yuan(faceValueFen)} 元，可以用到 ${expiresOn}。请在这天之前到房源超市选房。`,
        en: `Your housing voucher has been issued: number ${voucherNumber}, ${yuan(faceValueFen)} yuan, valid until ${expiresOn}. Please choose a home in the listing supermarket by that day.`,
      };
    }
    case 'issuance-refused': {
      const because = reasonOf(notice.values.reason);
      return {
        zh: `您的房票这次没有发放成功${because.zh}。请联系征收安置部门，问清楚什么时候可以再办。`,
        en: `Your housing voucher could not be issued this time${because.en}. Please ask the resettlement office when it can be tried again.`,
      };
    }
    case 'unit-reserved': {
      const { unitId, reservedUntil } = notice.values;
      const until = momentOf(reservedUntil);
      return {
        zh: `您选的房子（房源 ${unitId}）已经为您留到 ${until}。请在这之前和开发企业签买卖合同。`,
        en: `The home you chose (unit ${unitId}) is kept for you until ${until} (Beijing time). Please sign the sale contract with the developer before then.`,
      };
    }
    case 'purchase-ended':
      return purchaseEnded(notice.values);
    case 'purchase-used':
      return recipient.kind === 'person' ? useForHolder(notice) : useForDeveloper(notice);
    case 'purchase-completed': {
      const { unitId } = notice.values;
      return {
        zh: `您用房票买的房子（房源 ${unitId}）已经全部办完，房票的钱已付给开发企业。请收好合同和发票。`,
        en: `Everything about the home you bought with your voucher (unit ${unitId}) is done and the developer has the voucher money. Please keep the contract and the invoice safe.`,
      };
    }
    case 'voucher-expired': {
      const { expiredFen } = notice.values;
      return {
        zh: `您的房票已经到期，没有用完的 ${yuan(expiredFen)} 元不能再用来买房。请尽快到发放房票的部门，问清楚余额怎么处理。`,
        en: `Your housing voucher has expired and the unused ${yuan(expiredFen)} yuan can no longer buy a home. Please ask the issuing department soon what can be done about the rest.`,
      };
    }
    case 'handed-over': {
      const { unitId, handedOverOn } = notice.values;
      return {
        zh: `您的房子（房源 ${unitId}）登记为 ${handedOverOn} 已交给您。如果您还没有拿到房子，请马上告诉片区联系人。`,
        en: `Your home (unit ${unitId}) is recorded as handed over to you on ${handedOverOn}. If you have not received it, please tell your area contact at once.`,
      };
    }
    case 'claim-refused': {
      const { claimId, unitId, reason } = notice.values;
      const because = reasonOf(reason);
      return {
        zh: `房源 ${unitId} 的结算申请 ${claimId} 没有通过${because.zh}。请改正后重新提交。`,
        en: `Settlement claim ${claimId} for unit ${unitId} was refused${because.en}. Please correct it and submit it again.`,
      };
    }
    case 'claim-paid': {
      const { claimId, unitId, amountFen, paidOn } = notice.values;
      return {
        zh: `房源 ${unitId} 的结算申请 ${claimId} 已于 ${paidOn} 付款 ${yuan(amountFen)} 元。请核对到账，然后提交办结信息。`,
        en: `Settlement claim ${claimId} for unit ${unitId} was paid on ${paidOn}: ${yuan(amountFen)} yuan. Please check that the money has arrived, then report completion.`,
      };
    }
  }
}

type ValuesOf<Name extends Notice['topic']> = Extract<Notice, { topic: Name }>['values'];

function purchaseEnded({ unitId, ending, reason }: ValuesOf<'purchase-ended'>): Texts {
  const because = reasonOf(reason);
  switch (ending) {
    case 'refused':
      return {
        zh: `您这次买房（房源 ${unitId}）没有办成${because.zh}，占用的房票金额已经全部退回。您可以另选一套房子。`,
        en: `Your purchase of unit ${unitId} did not come about${because.en}; all the voucher money held for it is back. You can choose another home.`,
      };
    case 'released':
      return {
        zh: `您选的房子（房源 ${unitId}）不再为您保留${because.zh}，占用的房票金额已经全部退回。您可以另选一套房子。`,
        en: `Unit ${unitId} is no longer kept for you${because.en}; all the voucher money held for it is back. You can choose another home.`,
      };
    case 'rescinded':
      return {
        zh: `您的购房合同（房源 ${unitId}）已经解除${because.zh}，房票金额已经退回房票。请先看一看余额和到期日，再选房子。`,
        en: `Your sale contract for unit ${unitId} was rescinded${because.en}; the money is back on your voucher. Please check its balance and last day before you choose again.`,
      };
  }
}

function useForHolder({ values }: Extract<Notice, { topic: 'purchase-used' }>): Texts {
  const { unitId, filingNumber, voucherFen, topUpDueFen } = values;
  const filed = filingNumber === '' ? { zh: '', en: '' } : filedUnder(filingNumber);
  const zh = `您买的房子（房源 ${unitId}）手续已经办好${filed.zh}，房票付了 ${yuan(voucherFen)} 元`;
  const en = `The papers for your home (unit ${unitId}) are in order${filed.en}; your voucher paid ${yuan(voucherFen)} yuan`;
  if (topUpDueFen === undefined)
    return {
      zh: `${zh}。请等开发企业通知您交房。`,
      en: `${en}. Please wait for the developer to call you for the handover.`,
    };
  return {
    zh: `${zh}，比原先占用的少。请另外用现金补给开发企业 ${yuan(topUpDueFen)} 元，再等开发企业通知您交房。`,
    en: `${en}, less than was held for it. Please pay the developer ${yuan(topUpDueFen)} yuan more in cash, then wait for the call for the handover.`,
  };
}

function useForDeveloper({ values }: Extract<Notice, { topic: 'purchase-used' }>): Texts {
  const { unitId, usedOn, voucherFen, topUpDueFen } = values;
  const due =
    topUpDueFen === undefined
      ? { zh: '', en: '' }
      : {
          zh: `，买方另须以现金补足 ${yuan(topUpDueFen)} 元`,
          en: `; the buyer has to add ${yuan(topUpDueFen)} yuan in cash`,
        };
  return {
    zh: `房源 ${unitId} 于 ${usedOn} 用房票付款 ${yuan(voucherFen)} 元${due.zh}。结算条件具备后，请提交结算申请。`,
    en: `A voucher paid ${yuan(voucherFen)} yuan for unit ${unitId} on ${usedOn}${due.en}. Please submit a settlement claim once its conditions are met.`,
  };
}

const filedUnder = (number: string): Texts => ({
  zh: `（备案号 ${number}）`,
  en: ` (filing number ${number})`,
});

const yuan = (amount: Fen): string => formatYuan(amount);

/** A closed code in words; a code nobody declared says nothing, words an official wrote are repeated. */
function reasonOf(reason: string): Texts {
  const declared = registry.findRefusal(reason);
  if (declared) return { zh: `（${declared.zh}）`, en: ` (${declared.en})` };
  const isWords = /[\u4e00-\u9fff]|\s/u.test(reason);
  return isWords ? { zh: `（${reason}）`, en: ` (${reason})` } : { zh: '', en: '' };
}

const shanghaiOffsetMinutes = 8 * 60;

/** An instant as the clock on the wall shows it; a plain date stays as it is. */
function momentOf(text: string): string {
  if (!isInstant(text)) return text;
  const millis = instantMillis(text);
  const minutes = (Math.floor(millis / 60_000) + shanghaiOffsetMinutes) % (24 * 60);
  const two = (n: number): string => n.toString().padStart(2, '0');
  return `${dateInShanghai(millis)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
