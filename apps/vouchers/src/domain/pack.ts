import { refuse, type DomainEvent } from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import { loadPack, type PackFile, type PackProblem, type PolicyPack } from '@fangpiao/policy';
import type { CalendarDate } from '@fangpiao/values';

/**
 * One version of a policy pack: draft → registered with headquarters → in force, and immutable from then on
 * [GZ 15]. The text is kept as it was submitted, so that a lawyer finds again what was decided.
 */
export interface StoredPack {
  readonly status: 'none' | 'draft' | 'registered' | 'in-force';
  readonly parts: readonly PackFile[];
  readonly draftedBy: string;
  readonly registeredBy: string;
  readonly effectiveFrom: CalendarDate | '';
}

export type PackEvent =
  | DomainEvent<'vouchers.pack.drafted.v1', { parts: readonly PackFile[]; by: string }>
  | DomainEvent<'vouchers.pack.registered.v1', { by: string; note: string }>
  | DomainEvent<'vouchers.pack.put-in-force.v1', { by: string; effectiveFrom: CalendarDate }>;

export const pack: Aggregate<StoredPack, PackEvent> = {
  service: 'vouchers',
  kind: 'pack',
  schema: 1,
  initial: { status: 'none', parts: [], draftedBy: '', registeredBy: '', effectiveFrom: '' },
  events: [],
  internal: [
    'vouchers.pack.drafted.v1',
    'vouchers.pack.registered.v1',
    'vouchers.pack.put-in-force.v1',
  ],
  apply: (state, event) => {
    switch (event.type) {
      case 'vouchers.pack.drafted.v1':
        return { ...state, status: 'draft', parts: event.data.parts, draftedBy: event.data.by };
      case 'vouchers.pack.registered.v1':
        return { ...state, status: 'registered', registeredBy: event.data.by };
      case 'vouchers.pack.put-in-force.v1':
        return { ...state, status: 'in-force', effectiveFrom: event.data.effectiveFrom };
    }
  },
};

/** Submits a draft. A pack with a mistake is refused with file, line, value and reason. */
export function decideDraftPack(
  state: StoredPack,
  input: { parts: readonly PackFile[]; by: string },
): Decision<PackEvent> {
  if (state.status !== 'none') return refuse('pack-exists');
  const loaded = loadPack(input.parts);
  if (!loaded.ok) return refuse('pack-invalid', problemsText(loaded.problems));
  return [{ type: 'vouchers.pack.drafted.v1', data: input }];
}

function problemsText(problems: readonly PackProblem[]): { zh: string; en: string } {
  const shown = problems.slice(0, 10);
  return {
    zh: shown.map((problem) => `${problem.file}:${problem.line} ${problem.zh}`).join('；'),
    en: shown.map((problem) => `${problem.file}:${problem.line} ${problem.en}`).join('; '),
  };
}

/** Headquarters registers; whoever drafted may not. */
export function decideRegisterPack(
  state: StoredPack,
  input: { by: string; note: string },
): Decision<PackEvent> {
  if (state.status === 'none') return refuse('pack-unknown');
  if (state.status !== 'draft') return refuse('pack-not-draft');
  if (state.draftedBy === input.by) return refuse('same-person-proposes-and-approves');
  return [{ type: 'vouchers.pack.registered.v1', data: input }];
}

export function decidePutPackInForce(
  state: StoredPack,
  input: { by: string; effectiveFrom: CalendarDate },
): Decision<PackEvent> {
  if (state.status === 'none') return refuse('pack-unknown');
  if (state.status !== 'registered') return refuse('pack-not-registered');
  if (state.draftedBy === input.by) return refuse('same-person-proposes-and-approves');
  return [{ type: 'vouchers.pack.put-in-force.v1', data: input }];
}

/** The id of the stream of one version of a pack. */
export function packStreamId(reference: { packId: string; version: number }): string {
  return `${reference.packId}.${reference.version}`;
}

export type InForce = { readonly pack: PolicyPack; readonly effectiveFrom: CalendarDate };
