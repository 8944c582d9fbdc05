import {
  area,
  asId,
  calendarDate,
  fen,
  isCalendarDate,
  parseYuan,
  ValueProblem,
} from '@fangpiao/values';
import { emptyPockets, voucherFrom } from '../engine/balance.ts';
import { lastDayOfUse } from '../engine/deadlines.ts';
import type { InputValue, QuoteFacts, VoucherFacts } from '../engine/facts.ts';
import { quoteFace } from '../engine/quote-face.ts';
import type { Unit } from '../formula/types.ts';
import type { Act } from '../life/acts.ts';
import type { PolicyPack } from '../model/policy-pack.ts';

type Tree = Record<string, unknown>;

/** Facts as people write them ('800,000.00 元', 80.5) made into what the engine takes. Throws `ValueProblem`. */
export function readQuoteFacts(pack: PolicyPack, raw: unknown): QuoteFacts {
  const tree = asTree(raw);
  const given = asTree(tree.inputs ?? {});
  const inputs = Object.fromEntries(
    Object.entries(given).map(([name, value]): [string, InputValue] => [
      name,
      readInput({ name, value, unit: pack.rules.inputs[name]?.unit }),
    ]),
  );
  const { inputs: _inputs, alreadyGranted, ...rest } = tree;
  const granted = alreadyGranted && plainMoney(alreadyGranted);
  return {
    ...(rest as Omit<QuoteFacts, 'inputs'>),
    inputs,
    ...(granted ? { alreadyGrantedFen: granted as Record<string, never> } : {}),
  };
}

function readInput(of: { name: string; value: unknown; unit: Unit | undefined }): InputValue {
  const { value, unit } = of;
  switch (unit) {
    case 'money':
    case 'money-per-area':
      return readMoney(value);
    case 'area':
      return area(
        typeof value === 'number' ? value.toFixed(2) : String(value).replace(/\s*(m2|m²|㎡)$/, ''),
      );
    case 'ratio':
    case 'count':
    case 'text':
    case 'date':
    case 'boolean':
      return value as InputValue;
    case undefined:
      throw malformed(`没有输入项“${of.name}”`, `the pack has no input "${of.name}"`);
  }
}

/** '800,000.00 元' or whole fen. */
export function readMoney(value: unknown) {
  if (typeof value === 'number') return fen(value);
  return parseYuan(String(value).replace(/\s*yuan$/, ''));
}

/** 元 as a number: see libs/values/src/yuan.ts. */
const moneyText = /^-?[\d,]+(\.\d{1,2})?\s*\u5143$/;

/** A text such as '800,000.00 元' becomes fen wherever it stands; everything else stays. */
export function plainMoney(value: unknown): unknown {
  if (typeof value === 'string') return moneyText.test(value) ? parseYuan(value) : value;
  if (Array.isArray(value)) return value.map(plainMoney);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainMoney(each)]));
}

/** A voucher in the middle of its life: facts, `issuedOn`, and what was spent or held so far. */
export function readVoucher(pack: PolicyPack, raw: unknown): VoucherFacts {
  const tree = asTree(raw);
  const quoted = quoteFace(pack, readQuoteFacts(pack, tree.facts ?? {}));
  if (!quoted.ok) {
    const [zh, en] = [
      quoted.refusals.map((each) => each.zh),
      quoted.refusals.map((each) => each.en),
    ];
    throw malformed(zh.join('；'), en.join('; '));
  }
  const issuedOn = readDate(tree.issuedOn);
  const expiresOn = isCalendarDate(tree.expiresOn) ? tree.expiresOn : lastDayOfUse(pack, issuedOn);
  const voucher = voucherFrom(quoted.quote, { issuedOn, expiresOn });
  const pockets = { ...emptyPockets, ...(plainMoney(tree.pockets ?? {}) as object) };
  const moved =
    Object.values(pockets).reduce<number>((sum, each) => sum + each, 0) - pockets.available;
  const { pockets: _pockets, facts: _facts, ...rest } = plainMoney(tree) as Tree;
  return {
    ...voucher,
    ...(rest as Partial<VoucherFacts>),
    issuedOn,
    expiresOn,
    facts: voucher.facts,
    pockets: { ...pockets, available: fen(voucher.faceValueFen - moved) },
  };
}

/** Acts of a life; `price`, `amount` and `voucherPart` are money, dates are checked. */
export function readActs(raw: unknown): Act[] {
  if (!Array.isArray(raw)) throw malformed('acts 应为列表', 'acts should be a list');
  return raw.map((each: unknown): Act => {
    const tree = asTree(each);
    const act: Tree = { ...tree, on: readDate(tree.on) };
    for (const [from, to] of [
      ['price', 'priceFen'],
      ['amount', 'amountFen'],
      ['voucherPart', 'voucherPartFen'],
    ] as const) {
      if (!(from in act)) continue;
      act[to] = readMoney(act[from]);
      delete act[from];
    }
    if ('area' in act) act.area = readInput({ name: 'area', value: act.area, unit: 'area' });
    if ('purchase' in act) act.purchase = asId(String(act.purchase));
    return act as unknown as Act;
  });
}

export function readDate(value: unknown) {
  return calendarDate(String(value));
}

export function asTree(value: unknown): Tree {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Tree;
  throw malformed('此处应为键值表', 'a map is expected here');
}

function malformed(zh: string, en: string): ValueProblem {
  return new ValueProblem({ code: 'identifier-malformed', zh, en });
}
