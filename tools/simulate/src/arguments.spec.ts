import { readArguments, WrongArgument } from './arguments.ts';

const range = (...args: string[]): readonly [number, number] => {
  const { first, count } = readArguments(args);
  return [first, count];
};

describe('which seeds are played', () => {
  it('plays N seeds beginning with S when both are said', () => {
    expect(range('--seeds', '500', '--seed', '501')).toEqual([501, 500]);
    expect(range('--seed=501', '--seeds=500')).toEqual([501, 500]);
  });

  it('plays one seed when only that is said, and the first fifty when nothing is', () => {
    expect(range('--seed', '17')).toEqual([17, 1]);
    expect(range('--seeds', '3')).toEqual([1, 3]);
    expect(range('--from', '501', '--seeds', '3')).toEqual([501, 3]);
    expect(range()).toEqual([1, 50]);
  });

  it.each([
    ['no number', ['--seeds', 'many'], '--seeds 应为正整数，收到“many”'],
    ['none at all', ['--seeds', '0'], '--seeds must be a whole number from 1, not "0"'],
    ['half a seed', ['--seed', '1.5'], '--seed must be a whole number from 1, not "1.5"'],
    ['an empty word', ['--acts', ''], '--acts 应为正整数'],
    ['two beginnings', ['--seed', '1', '--from', '2'], 'either --seed or --from'],
    ['a seed beyond all chance', ['--seed', '4294967296'], 'no seed is larger than 4294967295'],
    ['an unknown word', ['--sedes', '3'], '参数有误'],
  ])('says in both languages what is wrong with %s', (_what, args, said) => {
    expect(() => readArguments(args)).toThrow(WrongArgument);
    expect(() => readArguments(args)).toThrow(said);
  });
});
