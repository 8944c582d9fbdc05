import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * The published totals that a town must lead to. They are data (data/*.yaml), and the only place
 * where such a number stands.
 */

/** Yuan, m² or mu with up to two decimals in the file; whole fen or hundredths from here on. */
const hundredths = z.number().transform((value) => Math.round(value * 100));

/** Whole yuan per m². */
const priceRange = z.strictObject({ from: z.int(), to: z.int() });

const areaTotals = z.strictObject({
  areaId: z.string(),
  name: z.string(),
  project: z.string(),
  households: z.int().default(0),
  legalArea: hundredths.optional(),
  vouchers: z.int().default(0),
  /** How much of the legal area becomes vouchers: all of it, or a total. */
  voucherArea: z.union([z.literal('legal'), hundredths]).optional(),
  replacementHomes: z.int().default(0),
  /** Faces that earlier agreements fix, instead of a price per square metre. */
  faces: z.array(hundredths).optional(),
  basePrice: priceRange.default({ from: 8000, to: 9000 }),
  plots: z
    .array(
      z.strictObject({
        name: z.string(),
        area: hundredths,
        decision: z.enum(['build', 'voucher']),
      }),
    )
    .default([]),
});
export type AreaTotals = z.output<typeof areaTotals>;

const landTotals = z.strictObject({
  status: z.enum(['sold', 'on-offer', 'planned']),
  parcels: z.int(),
  mu: hundredths,
  price: hundredths,
});
export type LandTotals = z.output<typeof landTotals>;

const salesTotals = z.strictObject({
  contracted: z.int(),
  filed: z.int(),
  filedSales: hundredths,
  filedArea: hundredths,
  used: hundredths,
  paid: hundredths,
});
export type SalesTotals = z.output<typeof salesTotals>;

const districtTotals = z.strictObject({
  district: z.string(),
  name: z.string(),
  idRegion: z.string(),
  pack: z.strictObject({ packId: z.string(), version: z.int(), parts: z.array(z.string()) }),
  quota: z.strictObject({ amount: hundredths, decision: z.string() }),
  projects: z
    .strictObject({
      undelivered: z.int(),
      switched: z.int(),
      households: z.int(),
      area: hundredths,
    })
    .optional(),
  vouchers: z.strictObject({ count: z.int(), face: hundredths }).optional(),
  sales: salesTotals.optional(),
  areas: z.array(areaTotals),
  land: z.array(landTotals).default([]),
});
export type DistrictTotals = z.output<typeof districtTotals>;

export function readTotals(text: string): DistrictTotals {
  return districtTotals.parse(parse(text));
}

const dataFile = (name: string): string =>
  readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8');

export function publishedTotals(): DistrictTotals[] {
  return ['dongchangfu.yaml', 'xishan.yaml'].map((name) => readTotals(dataFile(name)));
}
