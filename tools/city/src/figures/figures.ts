import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readDistrict } from './read-district.ts';
import type { DistrictFigures } from './read-district.ts';
import type { Reader } from './reader.ts';

const publishedFigure = z.strictObject({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  published: z.number(),
  /** The precision of the publication. */
  step: z.number().positive(),
  unit: z.string(),
  source: z.string(),
});
export type PublishedFigure = z.output<typeof publishedFigure>;

/** A published figure and what the running system gives for it. */
export interface Figure extends PublishedFigure {
  readonly measured: number;
  readonly agrees: boolean;
}

export function publishedFigures(): PublishedFigure[] {
  const file = join(import.meta.dirname, '..', '..', 'data', 'figures.yaml');
  return z.array(publishedFigure).parse(parse(readFileSync(file, 'utf8')));
}

/** Measures every published figure from the services’ own statistics, and nothing else. */
export async function measureFigures(reader: Reader): Promise<Figure[]> {
  const [dongchangfu, xishan] = await Promise.all([
    readDistrict(reader, 'dongchangfu'),
    readDistrict(reader, 'xishan'),
  ]);
  const measured = new Map<string, number>([...figuresOf(dongchangfu), ...firstVoucherOf(xishan)]);
  return publishedFigures().map((figure) => {
    const value = measured.get(figure.id);
    if (value === undefined) throw new Error(`Nothing measures ${figure.id}`);
    return { ...figure, measured: value, agrees: agreeAt(figure.step, value, figure.published) };
  });
}

/** Both round to the same multiple of the step. */
export function agreeAt(step: number, one: number, other: number): boolean {
  const rounded = (value: number): number => Math.round(Number((value / step).toPrecision(15)));
  return rounded(one) === rounded(other);
}

function figuresOf({ vouchers, sales, settlement, land, areas, projects }: DistrictFigures) {
  const area = (areaId: string) => areas.find((each) => each.areaId === areaId);
  const vouchersIn = (areaId: string): number =>
    vouchers.byArea.find((each) => each.areaId === areaId)?.vouchers ?? 0;
  const nanguan = area('nanguan-beigu');
  const dengwang = area('dengwang');
  const zhanglou = area('beigao-zhanglou');
  const homes =
    zhanglou?.agreements.find(({ choice }) => choice === 'replacement-home')?.count ?? 0;
  const landRow = (status: string) => land.rows.find((row) => row.status === status);
  const landFigures = (['sold', 'on-offer', 'planned'] as const).flatMap((status) => [
    [`land.${status}.parcels`, landRow(status)?.parcels ?? 0] as const,
    [`land.${status}.area`, Number(landRow(status)?.areaMu ?? 0)] as const,
    [`land.${status}.price`, yuan(landRow(status)?.priceFen)] as const,
  ]);
  const all: (readonly [string, number])[] = [
    ['vouchers', vouchers.vouchers],
    ['face', yuan(vouchers.faceValueFen)],
    ['nanguan-beigu.vouchers', vouchersIn('nanguan-beigu')],
    ['nanguan-beigu.share', percent(vouchersIn('nanguan-beigu'), nanguan?.households)],
    ['contracted', sales.contracted],
    ['filed', sales.filed],
    ['sales', yuan(sales.filedSalesFen)],
    ['area', Number(sales.filedArea)],
    ['used', yuan(vouchers.pockets.spent)],
    ['paid', yuan(settlement.paidFen)],
    ['projects.undelivered', projects.undelivered],
    ['projects.switched', projects.switchedToVoucher],
    ['projects.households', projects.plannedHouseholds],
    ['projects.area', Number(projects.plannedArea)],
    ['pilot-areas', projects.pilotAreas],
    ['dengwang.households', dengwang?.households ?? 0],
    ['dengwang.vouchers', vouchersIn('dengwang')],
    ['dengwang.legal-area', Number(dengwang?.legalArea ?? 0)],
    ['dengwang.resettle-area', Number(dengwang?.resettleArea ?? 0)],
    ['dengwang.built-area', Number(dengwang?.builtArea ?? 0)],
    ['dengwang.voucher-area', Number(dengwang?.voucherPlotArea ?? 0)],
    ['beigao-zhanglou.households', zhanglou?.households ?? 0],
    ['beigao-zhanglou.legal-area', Number(zhanglou?.legalArea ?? 0)],
    ['beigao-zhanglou.replacement-homes', homes],
    ['beigao-zhanglou.to-vouchers', (zhanglou?.households ?? 0) - homes],
    ['land.parcels', land.parcels],
    ['land.area', Number(land.areaMu)],
    ['land.price', yuan(land.priceFen)],
    ...landFigures,
    [
      'land.first-half',
      yuan((landRow('sold')?.priceFen ?? 0) + (landRow('on-offer')?.priceFen ?? 0)),
    ],
  ];
  return all.map(([id, value]) => [`dongchangfu.${id}`, value] as const);
}

/** The pilot issues one voucher in this district: its face is the district's. */
function firstVoucherOf({ vouchers }: DistrictFigures) {
  return [['xishan.first-voucher', yuan(vouchers.faceValueFen)] as const];
}

function yuan(fen: number | undefined): number {
  return (fen ?? 0) / 100;
}

function percent(part: number, whole: number | undefined): number {
  return whole === undefined || whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100;
}
