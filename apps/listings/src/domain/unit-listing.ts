import { refuse } from '@fangpiao/contracts';
import type { Decision } from '@fangpiao/chassis';
import type { UnitId } from '@fangpiao/values';
import type { Development } from './development.ts';
import { isOutside, type Scope } from './scope.ts';
import type { Listing, Unit, UnitEvent } from './unit.ts';

/** What a developer says about a unit; the rest follows from the development. */
export type ProposedUnit = Omit<Listing, 'developerId' | 'district' | 'saleStage'>;

/** A developer proposes a unit of its admitted development and commits to the price [DL 6]. */
export function decideProposeUnit(
  state: Unit,
  input: { readonly proposed: ProposedUnit; readonly scope: Scope },
  { development }: { readonly development: Development },
): Decision<UnitEvent> {
  const { proposed, scope } = input;
  if (development.status === 'unknown') return refuse('development-unknown');
  const { developerId, district, saleStage } = development;
  if (scope.developer !== null && scope.developer !== developerId) {
    return refuse('not-the-developer');
  }
  if (development.status !== 'admitted') return refuse('development-not-admitted');
  if (state.status !== 'unknown') return refuse('unit-exists');
  const listing: Listing = { ...proposed, developerId, district, saleStage };
  return [{ type: 'listings.unit.proposed.v1', data: listing }];
}

/** An officer found no encumbrance of any kind: the unit is listed [DL 6, KM]. */
export function decideAdmitUnit(
  state: Unit,
  { scope }: { readonly scope: Scope },
): Decision<UnitEvent> {
  if (state.status === 'unknown' || isOutside(scope, state.listing.district)) {
    return refuse('unit-unknown');
  }
  if (state.status !== 'proposed') return refuse('unit-not-proposed');
  const { building: _building, room: _room, ...published } = state.listing;
  return [
    {
      type: 'listings.unit.listed.v1',
      data: published,
    },
  ];
}

/** A unit leaves the supermarket only while nobody has it (退库 [KM]). */
export function decideDelistUnit(
  state: Unit,
  input: { readonly unitId: UnitId; readonly reason: string; readonly scope: Scope },
): Decision<UnitEvent> {
  const { unitId, reason, scope } = input;
  if (state.status === 'unknown' || isOutside(scope, state.listing.district)) {
    return refuse('unit-unknown');
  }
  if (state.status === 'delisted') return [];
  if (state.status !== 'listed') return refuse('unit-not-free');
  return [{ type: 'listings.unit.delisted.v1', data: { unitId, reason } }];
}
