import { calendarDate, fen, sumFen } from '@fangpiao/values';
import { lastDayOfUse, quoteFace, voucherFrom } from '../src/index.ts';
import type {
  PackRules,
  Pocket,
  PolicyPack,
  QuoteFacts,
  Refused,
  Source,
  VoucherFacts,
} from '../src/index.ts';
import { filesOf, packFrom, packOf } from './packs.ts';

/** A voucher's pack, facts and day of issue. */
export type Issued = { pack: PolicyPack; facts: QuoteFacts; issuedOn: string };

/** A voucher in the middle of its life: `available` is what the other pockets leave of the face. */
export function voucherOf(
  { pack, facts, issuedOn }: Issued,
  later: Omit<Partial<VoucherFacts>, 'pockets'> & {
    pockets?: Partial<Record<Pocket, number>>;
  } = {},
): VoucherFacts {
  const quoted = quoteFace(pack, facts);
  if (!quoted.ok) throw new Error(JSON.stringify(quoted.refusals));
  const on = calendarDate(issuedOn);
  const made = voucherFrom(quoted.quote, { issuedOn: on, expiresOn: lastDayOfUse(pack, on) });
  const { pockets = {}, ...more } = later;
  const moved = Object.fromEntries(Object.entries(pockets).map(([name, n]) => [name, fen(n)]));
  const available = fen(made.faceValueFen - sumFen(Object.values(moved)));
  return { ...made, ...more, pockets: { ...made.pockets, ...moved, available } };
}

type Changes = { [Section in keyof PackRules]?: Partial<PackRules[Section]> };

/** The pack with some fields of its rules read otherwise. */
export function changed(pack: PolicyPack, changes: Changes): PolicyPack {
  const sections = Object.entries(changes).map(([section, change]) => {
    const before = pack.rules[section as keyof PackRules];
    return [section, { ...(before as object), ...change }];
  });
  return { ...pack, rules: { ...pack.rules, ...Object.fromEntries(sections) } as PackRules };
}

/** The pack with its text changed, loaded anew. */
export function packWith(id: string, edit: (text: string) => string): PolicyPack {
  const before = filesOf(id);
  const after = before.map(({ file, text }) => ({ file, text: edit(text) }));
  if (after.every(({ text }, index) => text === before[index]?.text)) throw new Error('unchanged');
  return packFrom(after);
}

/** The pack with a clause of its own for every field: an answer then shows which field it stands on. */
export function withFieldClauses(pack: PolicyPack): PolicyPack {
  const sources = new Proxy<Record<string, Source>>(
    {},
    { get: (_none, field) => ({ clause: `field ${String(field)}` }) },
  );
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const inside = Object.entries(value).map(([key, each]) => [key, walk(each)]);
    return { ...Object.fromEntries(inside), ...('source' in value && { sources }) };
  };
  return { ...pack, rules: walk(pack.rules) as PackRules };
}

/** 'code · clause' of every refusal; nothing if the answer is yes. */
export function refusalsOf(answer: { ok: true } | Refused): string[] {
  return answer.ok ? [] : answer.refusals.map(({ code, clause }) => `${code} · ${clause}`);
}

/** 840,000.00 yuan: 800,000.00 base and 5 % reward; five more rewards are earned at use. */
export const yunling: Issued = {
  get pack() {
    return packOf('yunling');
  },
  facts: { inputs: { assessedValueFen: 80_000_000 } },
  issuedOn: '2025-03-03',
};

/** 672,400.00 yuan: 617,400.00 base, 15,000.00 allowance, 30,000.00 phase and 10,000.00 signing reward. */
export const lubo: Issued = {
  get pack() {
    return packOf('lubo');
  },
  facts: {
    persons: 3,
    landKind: 'collective',
    inputs: { titleArea: '58.00', unitPriceFen: 800_000, phase: 2, signedOn: '2025-05-20' },
  },
  issuedOn: '2025-05-01',
};

/** 582,182.97 yuan: 518,466.93 home, 62,216.04 reward, 1,500.00 moving fee inside the face. */
export const shiqiao: Issued = {
  get pack() {
    return packOf('shiqiao-east-bridgehead');
  },
  facts: { inputs: { titleArea: '77.77' } },
  issuedOn: '2025-03-03',
};

/** 1,100.00 yuan: 1,000.00 base and 100.00 reward that falls to 60 % after three months, to 0 after six. */
export const dalian: Issued = {
  get pack() {
    return packOf('dalian-example-district');
  },
  facts: {
    formula: 'by-money',
    inputs: { monetaryCompensationFen: 100_000 },
  },
  issuedOn: '2026-03-02',
};
