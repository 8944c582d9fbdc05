import { area } from '@fangpiao/values';
import { areaOfHundredths, hundredthsOf } from './area-hundredths.ts';

it('an area and its hundredths are the same number', () => {
  for (const text of ['0.00', '0.05', '120.50', '74900.00', '999999999999.99']) {
    expect(areaOfHundredths(hundredthsOf(area(text)))).toBe(text);
  }
  expect(hundredthsOf(area('120.5'))).toBe(12_050);
});
