import { readConfig } from '@fangpiao/chassis/adapters';
import { goodsKindSchema, says } from '@fangpiao/contracts';
import { z } from 'zod';
import { defaultRules, type CityRules } from './domain/city-rules.ts';

const hoursText = says('应为 1 至 2160 的整数', 'must be a whole number from 1 to 2160');

const shape = {
  FANGPIAO_RESERVATION_HOURS: z.coerce
    .number(hoursText)
    .int(hoursText)
    .min(1, hoursText)
    .max(2_160, hoursText)
    .default(defaultRules.reservationHours)
    .meta({ description: 'hours that a unit stays reserved without a contract' }),
  FANGPIAO_UNFILED_KINDS: z
    .string()
    .default(defaultRules.unfiledKinds.join(','))
    .transform((text) => text.split(',').map((kind) => kind.trim()))
    .pipe(z.array(goodsKindSchema))
    .meta({ description: 'kinds of goods that are not filed online, separated by commas' }),
};

/** Environment → the city's rules; throws with a sentence for each name that is wrong. */
export function cityFrom(environment: Readonly<Record<string, string | undefined>>): {
  readonly city: CityRules;
} {
  const read = readConfig(shape, environment);
  return {
    city: {
      reservationHours: read.FANGPIAO_RESERVATION_HOURS,
      unfiledKinds: read.FANGPIAO_UNFILED_KINDS,
    },
  };
}
