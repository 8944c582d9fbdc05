import { cityFrom } from './config.ts';
import { defaultRules } from './domain/city-rules.ts';

describe('what a city decides', () => {
  it('has defaults, which are assumptions', () => {
    expect(cityFrom({})).toEqual({ city: defaultRules });
  });

  it('comes from the environment', () => {
    const environment = {
      FANGPIAO_RESERVATION_HOURS: '24',
      FANGPIAO_UNFILED_KINDS: 'garage, storage',
    };
    expect(cityFrom(environment)).toEqual({
      city: { reservationHours: 24, unfiledKinds: ['garage', 'storage'] },
    });
  });

  it('is refused with one sentence for each name that is wrong', () => {
    const environment = { FANGPIAO_RESERVATION_HOURS: '0', FANGPIAO_UNFILED_KINDS: 'boat' };
    expect(() => cityFrom(environment)).toThrow(
      /FANGPIAO_RESERVATION_HOURS .* 1 to 2160[^]*FANGPIAO_UNFILED_KINDS .* must be one of/,
    );
  });
});
