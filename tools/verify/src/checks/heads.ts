import type { Check } from '../check.ts';
import { kindOf, prefixOf, services, type Service, type StoredCommit } from '../source/shapes.ts';

/** Where one stream stands, seen from its commits alone. */
export interface Head {
  version: number;
  hash: string;
  at: string;
  /** Last position of the contract's events, 0 if there was none. */
  position: number;
  positionPrefix: string;
  positionAt: string;
}

/** The newest point of every stream; other checks hold views and mirrors against it. */
export class Heads implements Check {
  readonly invariants = [];
  readonly #heads = new Map<Service, Map<string, Head>>(
    services.map((service) => [service, new Map()]),
  );

  commit(service: Service, commit: StoredCommit): void {
    const heads = this.of(service);
    const before = heads.get(commit.stream);
    const last = commit.events.findLast(({ position }) => position !== undefined);
    heads.set(commit.stream, {
      version: commit.version,
      hash: commit.hash,
      at: commit.at,
      position: last?.position ?? before?.position ?? 0,
      positionPrefix: last ? prefixOf(commit.hash) : (before?.positionPrefix ?? ''),
      positionAt: last ? commit.at : (before?.positionAt ?? ''),
    });
  }

  of(service: Service): Map<string, Head> {
    return this.#heads.get(service)!;
  }

  *ofKind(service: Service, kind: string): Iterable<[stream: string, head: Head]> {
    for (const entry of this.of(service)) if (kindOf(entry[0]) === kind) yield entry;
  }
}
