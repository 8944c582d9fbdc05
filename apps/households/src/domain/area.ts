import {
  refuse,
  type BodyOf,
  type DomainEvent,
  type nameContacts as nameContactsRoute,
  type openArea as openAreaRoute,
  type valueArea as valueAreaRoute,
} from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import type { AreaId, Fen } from '@fangpiao/values';
import type { ResettlementProject } from './project.ts';

/** What is known of an area when it is opened. */
export type AreaFacts = BodyOf<typeof openAreaRoute> & { readonly district: string };

type Valuation = BodyOf<typeof valueAreaRoute>;
type Contacts = BodyOf<typeof nameContactsRoute>;

/** A resettlement area with a ledger of its own and the base price a licensed valuer set [LC]. */
export type ResettlementArea =
  | { readonly status: 'none' }
  | (AreaFacts & {
      readonly status: 'opened';
      /** Per m²; null until the area is valued. */
      readonly basePriceFen: Fen | null;
      /** Whom holders ask; absent until they are named [LC 2.2]. */
      readonly contacts?: Contacts;
    });

export type AreaEvent =
  | DomainEvent<'households.area.opened.v1', AreaFacts>
  | DomainEvent<'households.area.valued.v1', Valuation>
  | DomainEvent<'households.area.contacts-named.v1', Contacts>;

export const resettlementArea: Aggregate<ResettlementArea, AreaEvent> = {
  service: 'households',
  kind: 'area',
  schema: 1,
  initial: { status: 'none' },
  events: [],
  internal: [
    'households.area.opened.v1',
    'households.area.valued.v1',
    'households.area.contacts-named.v1',
  ],
  indexes: [{ 'state.district': 1 }],
  apply: (state, event) => {
    switch (event.type) {
      case 'households.area.opened.v1':
        return { ...event.data, status: 'opened', basePriceFen: null };
      case 'households.area.valued.v1':
        return state.status === 'none'
          ? state
          : { ...state, basePriceFen: event.data.basePriceFen };
      case 'households.area.contacts-named.v1':
        return state.status === 'none' ? state : { ...state, contacts: event.data };
    }
  },
};

/** Opens an area of a project of the same district: one area, one ledger [LC]. */
export function decideOpenArea(
  state: ResettlementArea,
  input: AreaFacts,
  facts: { readonly project: ResettlementProject },
): Decision<AreaEvent> {
  if (state.status === 'opened') return refuse('area-exists');
  const { project } = facts;
  if (project.status === 'none' || project.district !== input.district)
    return refuse('project-unknown');
  return [{ type: 'households.area.opened.v1', data: input }];
}

/** Records the valuer's base price; a later valuation counts for agreements drafted after it [LC]. */
export function decideValueArea(
  state: ResettlementArea,
  input: Valuation & { readonly areaId: AreaId; readonly district: string },
): Decision<AreaEvent> {
  if (state.status === 'none' || state.district !== input.district) return refuse('area-unknown');
  const { basePriceFen, valuer, valuedOn } = input;
  return [{ type: 'households.area.valued.v1', data: { basePriceFen, valuer, valuedOn } }];
}

/** The desks that answer the holders of this area; named again, the newer ones count [LC 2.2]. */
export function decideNameContacts(
  state: ResettlementArea,
  input: Contacts & { readonly areaId: AreaId; readonly district: string },
): Decision<AreaEvent> {
  if (state.status === 'none' || state.district !== input.district) return refuse('area-unknown');
  const { area, street } = input;
  return [{ type: 'households.area.contacts-named.v1', data: { area, street } }];
}
