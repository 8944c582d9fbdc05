import {
  getLandPlan,
  getProjectFigures,
  getSalesFigures,
  getSettlementFigures,
  getVoucherFigures,
  listAreas,
} from '@fangpiao/contracts';
import { allPages } from '../pilot/together.ts';
import type { Reader } from './reader.ts';

export type DistrictFigures = Awaited<ReturnType<typeof readDistrict>>;

/** The statistics that the services publish about one district. */
export async function readDistrict({ desk, people }: Reader, district: string) {
  const query = { district };
  const of = (role: Parameters<typeof people.official>[0]) => people.official(role, { district });
  const resettlement = of('resettlement-officer');
  const finance = of('finance-officer');
  const [vouchers, sales, settlement, land, areas, projects] = await Promise.all([
    desk.read(of('issuing-officer'), getVoucherFigures, { query }),
    desk.read(of('housing-officer'), getSalesFigures, { query }),
    desk.read(finance, getSettlementFigures, { query }),
    desk.read(finance, getLandPlan, { query }),
    allPages((cursor) =>
      desk.read(resettlement, listAreas, { query: { limit: 200, ...(cursor && { cursor }) } }),
    ),
    desk.read(resettlement, getProjectFigures, {}),
  ]);
  return { vouchers, sales, settlement, land, areas, projects };
}
