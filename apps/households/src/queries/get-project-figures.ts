import type { Actor, ServiceCore } from '@fangpiao/chassis';
import type { AnswerOf, getProjectFigures as route } from '@fangpiao/contracts';
import { resettlementArea } from '../domain/area.ts';
import { areaOfHundredths } from '../domain/hundredths.ts';
import { project } from '../domain/project.ts';
import { districtFilter } from './scope.ts';

/**
 * How many promised homes are still to come [LC]: projects not delivered with their households and area, those among
 * all projects that switched to vouchers, and the pilot areas.
 */
export async function getProjectFigures(
  core: ServiceCore,
  actor: Actor,
): Promise<{ answer: AnswerOf<typeof route> }> {
  const { store } = core.ports;
  const inDistrict = districtFilter(actor);
  const undelivered = { ...inDistrict, 'state.isDelivered': false };
  const [[open], [switched], [pilots]] = await Promise.all([
    store.sums(project.kind, undelivered, undefined, [
      'state.plannedHouseholds',
      'state.plannedAreaHundredths',
    ]),
    store.sums(project.kind, { ...inDistrict, 'state.switchedToVoucher': true }, undefined, []),
    store.sums(resettlementArea.kind, { ...inDistrict, 'state.pilot': true }, undefined, []),
  ]);
  return {
    answer: {
      undelivered: open?.count ?? 0,
      switchedToVoucher: switched?.count ?? 0,
      plannedHouseholds: open?.sums['state.plannedHouseholds'] ?? 0,
      plannedArea: areaOfHundredths(open?.sums['state.plannedAreaHundredths'] ?? 0),
      pilotAreas: pilots?.count ?? 0,
    },
  };
}
