import { calendarDate, fen } from '@fangpiao/values';
import { dalian, lubo, shiqiao, voucherOf, yunling } from '../../test/vouchers.ts';
import type { Issued } from '../../test/vouchers.ts';
import { ask, sayAnswer } from '../index.ts';
import type { Question } from '../index.ts';

/** The English and the Chinese sentences of an answer. */
function said(of: Issued, question: Question, facts: object) {
  const answer = ask(of.pack, { question, facts });
  const sentences = sayAnswer(question, answer);
  return { en: sentences.map((each) => each.en), zh: sentences.map((each) => each.zh) };
}

const voucher = (of: Issued, more: object = {}) => ({
  voucher: { issuedOn: of.issuedOn, facts: of.facts, ...more },
});
const home = { on: '2025-05-06', price: '500,000.00 元', goods: 'residential', saleStage: 'ready' };

describe('answers in plain sentences', () => {
  it('a quote: every line with its clause and where it counts, the sums, the cover', () => {
    expect(said(lubo, 'quote', lubo.facts).en).toEqual([
      'home: max(58.00 m², 25.00 m² × 3) × 8,000.00 元/m² = 600,000.00 元 (LB 3), inside the face.',
      'phase bonus: 5 % × 600,000.00 元 = 30,000.00 元 (LB 5), inside the face.',
      'supplement for small homes: 300.00 元/m² × 58.00 m² = 17,400.00 元 (LB 4), inside the face.',
      'moving fee: 20 元/m² × 58.00 m² = 1,160.00 元 (LB 4), paid in cash.',
      'allowance per person: 5,000 元 × 3 = 15,000.00 元 (LB 4), inside the face.',
      'signing bonus: 10,000.00 元 (LB 5), inside the face.',
      'Face value 672,400.00 元, of it base 617,400.00 元 and policy reward 40,000.00 元.',
      'Cover 672,400.00 元 (face plus the highest later reward 0.00 元).',
    ]);
    expect(said(lubo, 'quote', lubo.facts).zh.slice(-3)).toEqual([
      '签约奖励：10,000.00 元（LB 5），计入票面。',
      '票面金额 672,400.00 元，其中基础补偿 617,400.00 元、政策性奖励 40,000.00 元。',
      '须保障资金 672,400.00 元（票面加日后最高奖励 0.00 元）。',
    ]);
    const assumed = said(dalian, 'quote', dalian.facts).en;
    expect(assumed).toContain('Assumption (rounding): 办法未载明，每行按分四舍五入.');
  });

  it('an issue: the quote and the rule of cover; a refusal: its reason and clause', () => {
    const facts = {
      on: '2025-05-01',
      isVacated: true,
      agreement: { state: 'signed', signedOn: '2025-04-20' },
      facts: lubo.facts,
    };
    expect(said(lubo, 'issue', facts).en.at(-1)).toBe('May be issued, cover rule: share.');
    expect(said(lubo, 'issue', { ...facts, isVacated: false })).toEqual({
      en: ['Refused: the old home has not been vacated and handed over (LB 7).'],
      zh: ['不予办理：原房屋尚未腾空交付（LB 7）。'],
    });
    expect(said(dalian, 'quote', { ...dalian.facts, formula: 'x' }).en).toEqual([
      'Refused: name the face formula (by-area, by-money); there is no "x".',
    ]);
  });

  it('who may buy what: the date that counts, the papers, the clauses', () => {
    const buy = (of: Issued, more: object) =>
      said(of, 'buy', {
        kinship: 'holder',
        goods: 'residential',
        saleStage: 'ready',
        date: '2025-05-06',
        ...voucher(of),
        ...more,
      });
    expect(buy(yunling, {}).en).toEqual([
      'May buy; the date of online filing counts as use (YL 8; YL 7; YL 6).',
    ]);
    expect(buy(yunling, { kinship: 'child-in-law', goods: 'parking' }).en).toEqual([
      'May buy; the date of the sale contract counts as use; papers: marriage-certificate、kinship-proof (YL 8; YL 7; YL 6).',
    ]);
    expect(buy(shiqiao, { saleStage: 'second-hand' }).zh).toEqual([
      '可以购买，以过户日期为使用时间（SQ 5；SQ 5；SQ 4）。',
    ]);
  });

  it('a use: its lines, its sums and its movements', () => {
    expect(said(shiqiao, 'use', { ...voucher(shiqiao), purchase: home }).en).toEqual([
      'paid by voucher: min(500,000.00 元, 582,182.97 元) = 400,000.00 元 (SQ 5).',
      'top-up: 500,000.00 元 − 400,000.00 元 = 100,000.00 元 (SQ 5).',
      '400,000.00 元 from the voucher, top-up 100,000.00 元, balance 182,182.97 元.',
      'available → held 400,000.00 元.',
      'held → spent 400,000.00 元.',
    ]);
    expect(said(shiqiao, 'use', { ...voucher(shiqiao), purchase: home }).zh.slice(1)).toEqual([
      '差额补足：500,000.00 元 − 400,000.00 元 = 100,000.00 元（SQ 5）。',
      '使用房票 400,000.00 元，差额 100,000.00 元，余额 182,182.97 元。',
      '可用 → 占用 400,000.00 元。',
      '占用 → 已用 400,000.00 元。',
    ]);
  });

  it('a leftover and an expiry: what is paid, what is lost, until when to apply', () => {
    const used = voucher(shiqiao, { unitsBought: 1, pockets: { spent: '400,000.00 元' } });
    expect(said(shiqiao, 'leftover', { ...used, on: '2025-05-06' }).en.at(-1)).toBe(
      'Of the balance 182,182.97 元, 105,752.47 元 is paid out and 76,430.50 元 is lost.',
    );
    expect(said(shiqiao, 'expire', { ...used, on: '2026-07-01' }).en.slice(-2)).toEqual([
      'Balance at expiry 182,182.97 元: may be exchanged for money, payable 119,966.93 元.',
      'The transitional subsidy stops.',
    ]);
    expect(said(yunling, 'expire', { ...voucher(yunling), on: '2026-09-04' }).en.at(-1)).toMatch(
      /^Balance at expiry 840,000.00 元: .*, apply by 2026-12-03\.$/,
    );
    const outcome = (of: Issued, on: string, more: object = {}) =>
      said(of, 'expire', { ...voucher(of, more), on }).en.find((each) =>
        each.startsWith('Balance'),
      );
    expect(outcome(shiqiao, '2026-07-01')).toContain('a replacement home is offered');
    expect(outcome(lubo, '2026-01-26')).toContain('lapses');
    expect(outcome(lubo, '2026-01-26', { pockets: { spent: 100 } })).toContain(
      'follows the cash-out rule',
    );
    expect(outcome(lubo, '2026-01-26', { pockets: { spent: 67_240_000 } })).toContain(
      'nothing is left',
    );
  });

  it('a transfer, the dates, the rights and the instalments', () => {
    const party = { homesOwned: 2, projectId: 'p', districtId: 'd' };
    const transfer = { ...voucher(yunling), on: '2025-05-06', giver: party, receiver: party };
    expect(said(yunling, 'transfer', transfer).en).toEqual([
      '840,000.00 元 may be transferred, still valid to 2026-09-03; transfers left: 1.',
    ]);
    expect(said(yunling, 'deadlines', { issuedOn: '2025-03-03' }).en).toEqual([
      '2026-07-05  reminder 60 days before expiry (YL 6).',
      '2026-09-03  last day of use (YL 6).',
      '2026-12-03  last day to apply for exchange (YL 10).',
    ]);
    expect(
      said(dalian, 'deadlines', { issuedOn: '2026-03-02', facts: dalian.facts }).en,
    ).toHaveLength(6);
    const rights = said(yunling, 'side-rights', { ...voucher(yunling), purchase: home });
    expect(rights.en).toEqual([
      'school place: no.  (YL 13)',
      'deed tax relief: yes. deed tax is reduced (YL 13)',
      'rent support: yes. rent support until handover (YL 13)',
    ]);
    expect(rights.zh[0]).toBe('入学资格：否。（YL 13）');
    expect(said(yunling, 'side-rights', voucher(yunling)).en).toHaveLength(3);
    const plan = {
      amount: '100,000.01 元',
      events: { filed: '2025-09-26', 'handed-over': '2025-10-10' },
      asOf: '2025-11-19',
    };
    expect(said(lubo, 'instalments', plan).en).toEqual([
      'Instalment 1 (filed) 30,000.00 元, due 2025-10-16, late interest 102.00 元 (LB 11).',
      'Instalment 2 (handed-over) 60,000.01 元, due 2025-11-09, late interest 60.00 元 (LB 11).',
      'Instalment 3 (title-registered) 10,000.00 元, not due yet (LB 11).',
    ]);
    expect(said(lubo, 'claim', { claimant: 'developer' }).en).toEqual([
      'Conditions: contract-filed, reviewed within 5 days (LB 11).',
    ]);
    expect(said(lubo, 'claim', { claimant: 'seller' }).en).toEqual(['This claimant cannot claim.']);
  });

  it('a life: each act with the pockets that are not empty and what is owed', () => {
    const acts = [
      { on: '2025-02-20', act: 'agreement', state: 'effective' },
      { on: '2025-03-03', act: 'issue' },
      { ...home, act: 'buy', purchase: 'p1', buyer: 'holder', area: 100 },
      { on: '2025-05-12', act: 'use', purchase: 'p1' },
      {
        on: '2025-05-13',
        act: 'buy',
        purchase: 'p2',
        buyer: 'sibling',
        goods: 'office',
        saleStage: 'ready',
        price: 100,
      },
      { on: '2025-06-01', act: 'claim', purchase: 'p1', events: {} },
    ];
    const { en, zh } = said(yunling, 'life', { facts: yunling.facts, acts });
    expect(en).toEqual([
      '2025-02-20 agreement: agreement effective. ',
      '2025-03-03 issue: voucher of 840,000.00 元 issued, valid to 2026-09-03. [available 840,000.00 元]',
      '2025-05-06 buy: 500,000.00 元 held, top-up 0.00 元. [available 340,000.00 元，held 500,000.00 元]',
      '2025-05-12 use: 500,000.00 元 spent, reward earned 30,000.00 元. [available 340,000.00 元，spent 500,000.00 元]',
      expect.stringMatching(/^2025-05-13 buy: refused: a buyer.*（YL 8；YL 7）\. \[available/),
      expect.stringMatching(/^2025-06-01 claim: 0.00 元 can be claimed/),
      'Instalment 1 (invoiced) 500,000.00 元, not due yet (YL 11).',
    ]);
    expect(zh[3]).toBe(
      '2025-05-12 use：使用 500,000.00 元，另得奖励 30,000.00 元。[available 340,000.00 元，spent 500,000.00 元；应付持票人 30,000.00 元]',
    );
    expect(zh[0]).toBe('2025-02-20 agreement：协议状态：effective。');
  });

  it('use the words of every pocket', () => {
    const answer = {
      ok: true,
      ...{ lines: [], voucherPartFen: 0, topUpFen: 0 },
      voucher: voucherOf(yunling),
    };
    const to = [
      'transferredOut',
      'cashedOut',
      'exchanged',
      'convertedToHome',
      'forfeited',
      'expired',
      'cancelled',
    ];
    const movements = to.map((pocket) => ({
      from: 'available',
      to: pocket,
      amountFen: fen(1),
      because: '',
    }));
    const words = sayAnswer('use', { ...answer, movements })
      .slice(1)
      .map((each) => each.en);
    expect(words.map((each) => each.replace(/available → (.*) 0.01 元\./, '$1'))).toEqual([
      'transferred out',
      'cashed out',
      'exchanged',
      'converted to a home',
      'forfeited',
      'expired',
      'cancelled',
    ]);
    expect(calendarDate('2025-01-01')).toBe('2025-01-01');
  });
});
