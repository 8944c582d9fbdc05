import { calendarDate, fen } from '@fangpiao/values';
import { packWith, voucherOf, yunling } from '../../test/vouchers.ts';
import { packOf } from '../../test/packs.ts';
import { sideRights } from '../index.ts';
import type { PurchaseFacts } from '../index.ts';

const purchase: PurchaseFacts = {
  on: calendarDate('2025-05-06'),
  priceFen: fen(100_000_000),
  goods: 'residential',
  saleStage: 'ready',
};

function holds(of: { schoolAge?: number; purchase?: Partial<PurchaseFacts> }) {
  const { schoolAge = 1 } = of;
  const facts = { inputs: { ...yunling.facts.inputs, schoolAge } };
  const rights = sideRights(yunling.pack, {
    voucher: voucherOf({ ...yunling, facts }),
    ...(of.purchase && { purchase: { ...purchase, ...of.purchase } }),
  });
  return Object.fromEntries(rights.map((right) => [right.id, right.holds]));
}

describe('sideRights', () => {
  it('says of each right whether it holds, with the line of the certificate and its clause [YL 13]', () => {
    const [school, , rent] = sideRights(yunling.pack, { voucher: voucherOf(yunling), purchase });
    expect(school).toEqual({
      id: 'school',
      name: { zh: '入学资格', en: 'school place' },
      holds: 'no',
      certificate: {
        zh: '子女可在购房所在学区入学',
        en: 'children may enter the school of the district',
      },
      condition: "schoolAge > 0 and goods == 'residential'",
      clause: 'YL 13',
      isAssumption: false,
    });
    expect(rent).toMatchObject({ holds: 'yes' });
    expect(rent).not.toHaveProperty('condition');
  });

  it('looks at the household and at the purchase [YL 13]', () => {
    expect(holds({ purchase: {} })).toEqual({ school: 'yes', 'deed-tax': 'yes', rent: 'yes' });
    expect(holds({ purchase: { goods: 'parking', priceFen: fen(100_000_001) } })).toEqual({
      school: 'no',
      'deed-tax': 'no',
      rent: 'yes',
    });
    expect(holds({})).toMatchObject({ school: 'no', 'deed-tax': 'yes' });
  });

  it('is unknown while a fact of the condition was not given [GZ 5]', () => {
    const pack = packOf('guangzhou-example-district');
    const rights = (inputs: object) =>
      sideRights(pack, {
        voucher: voucherOf({
          pack,
          issuedOn: '2024-02-01',
          facts: { landKind: 'state', inputs: { assessedValueFen: 100_000, ...inputs } },
        }),
      }).map((right) => `${right.id} ${right.holds}`);
    expect(rights({})).toEqual(['not-counted unknown', 'limit-applies unknown', 'tax-relief yes']);
    expect(rights({ isHomeInsideLimitedArea: true })).toEqual([
      'not-counted yes',
      'limit-applies no',
      'tax-relief yes',
    ]);
  });

  it.each<[string, Partial<PurchaseFacts>]>([
    ["saleStage == 'presale'", { saleStage: 'presale' }],
    ["kinship == 'spouse'", { kinship: 'spouse' }],
    ["purchaseDistrict == 'new-town'", { purchaseDistrict: 'new-town' }],
    ['usedOn == 2025-05-07', { on: calendarDate('2025-05-07') }],
    ['usedBefore == 0 yuan and price > 1 yuan', {}],
    ["kinship == 'holder'", {}],
  ])('can make a condition of %s', (when, more) => {
    const pack = packWith('yunling', (text) =>
      text.replace("schoolAge > 0 and goods == 'residential'", when),
    );
    const voucher = voucherOf({ ...yunling, pack });
    const met = sideRights(pack, { voucher, purchase: { ...purchase, ...more } });
    expect(met[0]).toMatchObject({ id: 'school', holds: 'yes' });
    if (Object.keys(more).length === 0) return;
    expect(sideRights(pack, { voucher, purchase })[0]).toMatchObject({ holds: 'no' });
  });

  it('looks at the day of issue, at no goods and at the holder before there is a purchase', () => {
    const before = (when: string) => {
      const pack = packWith('yunling', (text) =>
        text.replace("schoolAge > 0 and goods == 'residential'", when),
      );
      return sideRights(pack, { voucher: voucherOf({ ...yunling, pack }) })[0]?.holds;
    };
    expect(before('usedOn == issuedOn')).toBe('yes');
    expect(before("goods == '' and saleStage == '' and purchaseDistrict == ''")).toBe('yes');
    expect(before("kinship == 'holder' and price == 0 yuan")).toBe('yes');
  });

  it('knows what was used before [YL 13]', () => {
    const pack = packWith('yunling', (text) =>
      text.replace("schoolAge > 0 and goods == 'residential'", 'usedBefore >= 5 yuan'),
    );
    const used = (spent: number) =>
      sideRights(pack, { voucher: voucherOf({ ...yunling, pack }, { pockets: { spent } }) })[0]
        ?.holds;
    expect([used(499), used(500)]).toEqual(['no', 'yes']);
  });

  it('is an empty list where the pack gives no side rights', () => {
    const { sideRights: _none, ...rules } = yunling.pack.rules;
    expect(sideRights({ ...yunling.pack, rules }, { voucher: voucherOf(yunling) })).toEqual([]);
  });
});
