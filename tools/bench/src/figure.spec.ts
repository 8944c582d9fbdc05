import { atLeast, atMost, figureOfRounds, medianBy } from './figure.ts';

const round = (service: number, raw: number) => ({
  service: { perSecond: service, seconds: 1, cpuMillis: 1, microsEach: { vouchers: service } },
  raw: { perSecond: raw, seconds: 1, cpuMillis: 1, microsEach: { postgres: raw } },
});

test('a figure is the median of the ratios, not the ratio of the medians', () => {
  const figure = figureOfRounds('x', 1.2, [round(300, 100), round(90, 100), round(240, 200)]);
  expect(figure).toMatchObject({ value: 1.2, holds: true });
  expect(figure.seen).toBe(
    'per second, service/raw: 300/100, 90/100, 240/200; by processor time 0.83',
  );
  expect(figure.microsEach).toEqual({ vouchers: 240, 'raw postgres': 200 });
});

test('a goal is held from where it stands, judged before rounding', () => {
  expect(atLeast('a', 1.2, 1.2).holds).toBe(true);
  expect(atLeast('a', 1.199, 1.2)).toMatchObject({ value: 1.2, holds: false });
  expect(atMost('b', 200, 200).holds).toBe(true);
  expect(atMost('b', 200.004, 200)).toMatchObject({ value: 200, holds: false });
});

test('the middle of three', () => {
  expect(medianBy([3, 1, 2], (each) => each)).toBe(2);
});
