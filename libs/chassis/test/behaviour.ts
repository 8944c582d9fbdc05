import { describeBulkJobs } from './behaviour-bulk.ts';
import { describeCommitting } from './behaviour-commit.ts';
import { describeCrashes } from './behaviour-crash.ts';
import { describeDelivery } from './behaviour-delivery.ts';
import { describeKeys } from './behaviour-keys.ts';
import { describeOperation } from './behaviour-operation.ts';
import type { World } from './world.ts';

/** What every pair of engines must show; the same tests for those in memory and the real ones. */
export function describeBehaviour(engines: string, create: () => Promise<World>): void {
  describe(`the chassis on ${engines}`, () => {
    let world: World;
    beforeEach(async () => {
      world = await create();
    });
    afterEach(() => world.end());
    const given = (): World => world;
    describeCommitting(given);
    describeKeys(given);
    describeCrashes(given);
    describeDelivery(given);
    describeOperation(given);
    describeBulkJobs(given);
  });
}
