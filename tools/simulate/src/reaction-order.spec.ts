import { requestIssuance } from '@fangpiao/contracts';
import { revoke } from './acts/selling.ts';
import { checkSafety, findStuck } from './check.ts';
import { SimulatedCity } from './city.ts';
import { setUpDistrict } from './district.ts';
import { noFaults } from './faults.ts';
import { districtKinds } from './kinds.ts';
import { officials } from './people.ts';
import { contractInPeace, fileInPeace } from './settling-in.ts';
import { Story } from './story.ts';

/**
 * A home is filed, and the machine that filed it dies before its n-th reaction from then on; another takes the
 * revocation, and what the dead one left undone afterwards.
 */
async function fileAndRevoke(seed: number, reactions: number) {
  const district = await setUpDistrict(districtKinds.plain);
  const city = new SimulatedCity(seed, district.standing);
  const story = new Story(city, district);
  await city.start();
  const life = async (): Promise<void> => {
    const { agreementId } = story.known.agreements[0]!;
    await story.must(requestIssuance, officials.issuing, { body: { agreementId } });
    await city.pause(5_000);
    const purchase = await contractInPeace(story, story.vouchers[0]!, story.known.units[0]!);
    city.setFaults({ ...noFaults, crash: 1e-12 });
    city.doom('listings', reactions);
    await fileInPeace(story, purchase);
    await city.pause(1_000);
    await revoke(story, purchase);
    city.spare('listings');
    city.setFaults(noFaults);
  };
  await city.time.runUntil(life());
  for (let minute = 0; minute < 4; minute++) {
    await city.time.runFor(1_500);
    city.time.leap(58_500);
  }
  await city.time.runFor(1_500);
  const [filing] = story.list('listings', 'filing');
  const problems = [...city.problems, ...findStuck(city), ...(await checkSafety(city))];
  city.noteOvertakenReactions();
  const unit = story.statusOf('listings', 'unit', story.known.units[0]!.unitId);
  return {
    problems,
    unit,
    filing: filing?.[1]['status'],
    overtaken: city.troubles.get('reaction overtaken') ?? 0,
  };
}

describe('a replica dies between a commit and its reactions', () => {
  it('leaves them to another, which may have reacted to a later commit before: both orders hold', async () => {
    const overtaken: number[] = [];
    for (const reactions of [1, 2, 3])
      for (const seed of [1, 2]) {
        const life = await fileAndRevoke(seed, reactions);
        const { problems, filing, unit } = life;
        expect({ reactions, problems }).toEqual({ reactions, problems: [] });
        // Where the unit was not filed yet, there was nothing to revoke.
        expect(filing).toBe(unit === 'filed' ? 'recorded' : 'revoked');
        overtaken.push(life.overtaken);
      }
    // Otherwise this would show nothing.
    expect(Math.max(...overtaken)).toBeGreaterThan(0);
  }, 60_000);
});
