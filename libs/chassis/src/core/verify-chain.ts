import { hashOfCommit, noHash } from './commit.ts';
import type { Store } from './ports.ts';

export interface ChainCheck {
  readonly commits: number;
  /** The first thing that does not hold; undefined when the chain is whole. */
  readonly problem?: string;
}

const perRead = 500;

/** Reads a whole stream and checks every version, every link and every hash. */
export async function verifyChain(store: Store, stream: string): Promise<ChainCheck> {
  let version = 0;
  let hash = noHash;
  for (;;) {
    const commits = await store.commitsOf(stream, version, perRead);
    for (const commit of commits) {
      const wrong = (what: string): ChainCheck => ({
        commits: version,
        problem: `${commit._id}: ${what}`,
      });
      if (commit.version !== version + 1) return wrong(`version ${version + 1} is missing`);
      if (commit.previousHash !== hash) return wrong('it does not continue the chain');
      if (hashOfCommit(commit) !== commit.hash) return wrong('its content was altered');
      version = commit.version;
      hash = commit.hash;
    }
    if (commits.length < perRead) return { commits: version };
  }
}
