import { lubo, yunling } from '../../test/vouchers.ts';
import { exact } from '../formula/exact.ts';
import { money, percentage, plainNumber } from '../formula/types.ts';
import { PackNames } from './names.ts';

describe('the names a formula sees', () => {
  it('are facts first, then the pack’s values, then its tables, else nothing', () => {
    const names = new PackNames(lubo.pack.compiled);
    expect(names.get('leastAreaPerPerson')).toEqual(exact(25));
    expect(names.get('nobody')).toEqual(exact(0));
    names.set('phase', exact(3));
    expect(names.get('phaseReward')).toEqual(exact(5, 100));
    names.set('leastAreaPerPerson', exact(30));
    expect(names.get('leastAreaPerPerson')).toEqual(exact(30));
    expect([names.has('phase'), names.has('phaseReward'), names.has('nobody')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('are shown as they are now, not as they were', () => {
    const names = new PackNames(lubo.pack.compiled);
    names.set('phase', exact(1));
    expect(names.shown('phase', plainNumber)).toBe('1');
    expect(names.shown('phaseReward', percentage)).toBe('8 %');
    names.set('phase', exact(2));
    expect(names.shown('phase', plainNumber)).toBe('2');
    expect(names.shown('phaseReward', percentage)).toBe('5 %');
  });

  it('are given with their words and values, in the order of the formula', () => {
    const names = new PackNames(yunling.pack.compiled);
    names.set('used', exact(100));
    names.set('goods', 'residential');
    const [byKind] = yunling.pack.compiled.earned;
    expect(byKind && names.inputsOf(byKind.amount)).toEqual([
      {
        name: 'kindReward',
        zh: '按商品房类别的奖励比例',
        en: 'reward by kind of goods',
        shown: '4 %',
      },
      { name: 'used', zh: '本次使用房票金额', en: 'voucher money used', shown: '1.00 元' },
    ]);
    expect(names.shown('used', money)).toBe('1.00 元');
  });
});
