import { calendarDate, dateInShanghai } from '@fangpiao/values';
import { readDistrict } from '../src/figures/read-district.ts';
import { openDesk } from '../src/pilot/desk.ts';
import { playPilot } from '../src/pilot/pilot.ts';
import { startPlatform } from '../src/platform/platform.ts';
import type { Platform } from '../src/platform/platform.ts';
import { smallTown, withLargerHousehold } from './small-town.fixture.ts';

jest.setTimeout(300_000);

describe('a small town on the real platform', () => {
  const { town, basePriceFen } = withLargerHousehold(smallTown());
  const { district } = town.districts[0]!;
  const on = calendarDate(dateInShanghai(Date.now()));
  let platform: Platform;

  beforeAll(async () => {
    platform = await startPlatform({
      districts: [district],
      developers: town.developers.map(({ developerId }) => developerId),
      logLevel: 'warn',
    });
  });
  afterAll(() => platform?.stop());

  const play = async () => {
    const { urls, issuer, people } = platform;
    const desk = openDesk({ urls, issuerUrl: issuer.url, run: 'small-town' });
    await playPilot({ town, desk, people, report: () => undefined, on, atOnce: 16 });
    const { vouchers, sales, settlement } = await readDistrict({ desk, people }, district);
    return {
      vouchers: vouchers.vouchers,
      faceValueFen: vouchers.faceValueFen,
      spentFen: vouchers.pockets.spent,
      redeemedFen: vouchers.redeemedFen,
      contracted: sales.contracted,
      filed: sales.filed,
      filedSalesFen: sales.filedSalesFen,
      filedArea: sales.filedArea,
      paidFen: settlement.paidFen,
    };
  };

  test('comes to its totals, moved by the one household that grew; again changes nothing', async () => {
    const first = await play();
    expect(first).toEqual({
      vouchers: 44,
      faceValueFen: 70_000_000_00 + 10 * basePriceFen,
      spentFen: 26_000_000_00,
      redeemedFen: 7_800_000_00,
      contracted: 30,
      filed: 20,
      filedSalesFen: 27_000_000_00,
      filedArea: '2500.00',
      paidFen: 7_800_000_00,
    });
    expect(await play()).toEqual(first);
  });
});
