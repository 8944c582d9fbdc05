import { readConfigOrExit } from '@fangpiao/chassis/adapters';
import { goodsKindSchema, says } from '@fangpiao/contracts';
import { z } from 'zod';
import { defaultRules, type CityRules } from './domain/city-rules.ts';

const hoursText = says('应为 1 至 2160 的整数', 'must be a whole number from 1 to 2160');

/** Environment → the city's rules; exits with the names that are wrong. */
export function cityRulesFrom(process: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stderr: { write(text: string): unknown };
  exit(code: number): never;
}): CityRules {
  const read = readConfigOrExit(
    {
      LISTINGS_RESERVATION_HOURS: z.coerce
        .number(hoursText)
        .int(hoursText)
        .min(1, hoursText)
        .max(2_160, hoursText)
        .default(defaultRules.reservationHours)
        .meta({ description: 'hours that a unit stays reserved without a contract' }),
      LISTINGS_UNFILED_KINDS: z
        .string()
        .default(defaultRules.unfiledKinds.join(','))
        .transform((text) => text.split(',').map((kind) => kind.trim()))
        .pipe(z.array(goodsKindSchema))
        .meta({ description: 'kinds of goods that are not filed online, separated by commas' }),
    },
    process.env,
    process,
  );
  return {
    reservationHours: read.LISTINGS_RESERVATION_HOURS,
    unfiledKinds: read.LISTINGS_UNFILED_KINDS,
  };
}
