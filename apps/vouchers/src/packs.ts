import type { FactReader } from '@fangpiao/chassis';
import type { PackReference } from '@fangpiao/contracts';
import { loadPack, type PolicyPack } from '@fangpiao/policy';
import { pack, packStreamId, type StoredPack } from './domain/pack.ts';

export interface ShelvedPack {
  readonly status: StoredPack['status'];
  readonly effectiveFrom: StoredPack['effectiveFrom'];
  readonly policy: PolicyPack;
}

/**
 * Compiled packs by id and version. A pack in force is immutable, so it is read and compiled once in a process; any
 * other is read each time it is asked for.
 */
export class PackShelf {
  readonly #inForce = new Map<string, ShelvedPack>();
  readonly #compile: typeof loadPack;

  constructor(compile: typeof loadPack = loadPack) {
    this.#compile = compile;
  }

  async find(reader: FactReader, reference: PackReference): Promise<ShelvedPack | undefined> {
    const id = packStreamId(reference);
    const known = this.#inForce.get(id);
    if (known) return known;
    const { state } = await reader.state(pack, id);
    if (state.status === 'none') return undefined;
    const loaded = this.#compile(state.parts);
    if (!loaded.ok) throw new Error(`pack ${id} was accepted once and does not load now`);
    const shelved = {
      status: state.status,
      effectiveFrom: state.effectiveFrom,
      policy: loaded.pack,
    };
    if (state.status === 'in-force') this.#inForce.set(id, shelved);
    return shelved;
  }

  /** For a voucher that was issued under it: it must be there. */
  async get(reader: FactReader, reference: PackReference): Promise<PolicyPack> {
    const found = await this.find(reader, reference);
    if (!found) throw new Error(`pack ${packStreamId(reference)} is not there`);
    return found.policy;
  }
}
