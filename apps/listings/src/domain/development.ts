import {
  refuse,
  type BodyOf,
  type DomainEvent,
  type FieldProblem,
  type admitDevelopment,
  type proposeDevelopment,
} from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import type { DeveloperId } from '@fangpiao/values';
import type { Developer } from './developer.ts';
import { isOutside, type Scope } from './scope.ts';

type Proposal = Omit<BodyOf<typeof proposeDevelopment>, 'developmentId'> & {
  readonly developerId: DeveloperId;
};
export type Checklist = BodyOf<typeof admitDevelopment>;

/** A building scheme: a developer proposes it, an officer admits it against the conditions [DL 6]. */
export type Development =
  { readonly status: 'unknown' } | ({ readonly status: 'proposed' | 'admitted' } & Proposal);

export type DevelopmentEvent =
  | DomainEvent<'listings.development.proposed.v1', Proposal>
  | DomainEvent<'listings.development.admitted.v1', { checklist: Checklist }>;

export const development: Aggregate<Development, DevelopmentEvent> = {
  service: 'listings',
  kind: 'development',
  schema: 1,
  initial: { status: 'unknown' },
  events: [],
  internal: ['listings.development.proposed.v1', 'listings.development.admitted.v1'],
  apply: (state, event) => {
    switch (event.type) {
      case 'listings.development.proposed.v1':
        return { status: 'proposed', ...event.data };
      case 'listings.development.admitted.v1':
        return state.status === 'unknown' ? state : { ...state, status: 'admitted' };
    }
  },
};

/** Only an admitted developer proposes [DL 6]. */
export function decideProposeDevelopment(
  state: Development,
  input: Proposal,
  facts: { readonly developer: Developer },
): Decision<DevelopmentEvent> {
  if (facts.developer.status !== 'admitted') return refuse('developer-not-admitted');
  if (state.status !== 'unknown') return refuse('development-exists');
  return [{ type: 'listings.development.proposed.v1', data: input }];
}

/** Conditions of admission in the words of the clause [DL 6]. */
const conditions: Readonly<Record<keyof Checklist, { zh: string; en: string }>> = {
  permitsComplete: { zh: '手续齐全', en: 'permits are complete' },
  titleClear: { zh: '权属清晰', en: 'the title is clear' },
  noSeizure: { zh: '无查封', en: 'nothing is seized' },
  readyForTitleRegistration: { zh: '具备办证条件', en: 'it is ready for title registration' },
  lawfulToSell: { zh: '符合销售条件', en: 'it may lawfully be sold' },
};

/** Every condition must be met; the refusal names each that is not [DL 6]. */
export function decideAdmitDevelopment(
  state: Development,
  { checklist, scope }: { readonly checklist: Checklist; readonly scope: Scope },
): Decision<DevelopmentEvent> {
  if (state.status === 'unknown' || isOutside(scope, state.district)) {
    return refuse('development-unknown');
  }
  const missing = (Object.keys(conditions) as (keyof Checklist)[]).filter(
    (name) => !checklist[name],
  );
  if (missing.length > 0) return { ...refuse('checklist-incomplete'), ...explain(missing) };
  if (state.status === 'admitted') return [];
  return [{ type: 'listings.development.admitted.v1', data: { checklist } }];
}

function explain(missing: readonly (keyof Checklist)[]): {
  detail: { zh: string; en: string };
  fields: FieldProblem[];
} {
  return {
    detail: {
      zh: `未满足：${missing.map((name) => conditions[name].zh).join('、')}`,
      en: `not met: ${missing.map((name) => conditions[name].en).join('; ')}`,
    },
    fields: missing.map((name) => ({
      path: `body.${name}`,
      zh: `未满足“${conditions[name].zh}”`,
      en: `it is not so that ${conditions[name].en}`,
    })),
  };
}
