import { addressesOf, NothingRuns } from '../src/addresses.ts';
import { Invariant } from '../src/check.ts';
import { report } from '../src/report.ts';
import { services } from '../src/source/shapes.ts';

const platform = {
  services: Object.fromEntries(
    services.map((name) => [name, { mongoUrl: `mongodb://db/${name}` }]),
  ),
  nats: {
    url: 'nats://bus',
    users: Object.fromEntries(services.map((name) => [name, { user: name, pass: 'secret' }])),
  },
};

describe('addresses', () => {
  it('come from what the running platform wrote', () => {
    const { mongoUrls, natsUrl, natsUsers } = addressesOf(platform, {});
    expect(mongoUrls.vouchers).toBe('mongodb://db/vouchers');
    expect(natsUrl).toBe('nats://bus');
    expect(natsUsers.listings).toEqual({ user: 'listings', pass: 'secret' });
  });

  it('come from the environment first', () => {
    const environment = { FANGPIAO_VERIFY_MONGO_VOUCHERS: 'mongodb://copy/vouchers' };
    const { mongoUrls } = addressesOf(platform, environment);
    expect(mongoUrls.vouchers).toBe('mongodb://copy/vouchers');
    expect(mongoUrls.listings).toBe('mongodb://db/listings');
  });

  it('say what to do when nothing runs, and what is missing otherwise', () => {
    expect(() => addressesOf(undefined, {})).toThrow(/npm start first/);
    expect(() => addressesOf({ ...platform, services: {} }, {})).toThrow(NothingRuns);
    expect(() => addressesOf({ ...platform, nats: {} }, {})).toThrow(/FANGPIAO_VERIFY_NATS_URL/);
  });
});

describe('the report', () => {
  const texts = { zh: '都好', en: 'all is well' };

  it('has a line for each invariant, with how much was checked', () => {
    const good = new Invariant('good', texts);
    good.expect(true, 'r', () => '');
    expect(report([good.result()])).toMatch(/✓ good\s+1 {2}都好 · all is well\n\n全部 1 项成立/);
  });

  it('shows the first 20 problems and counts all of them', () => {
    const bad = new Invariant('bad', texts);
    for (let index = 0; index < 1_500; index++) bad.broken(`record ${index}`, 'is wrong');
    const text = report([bad.result()]);
    expect(text).toContain('    record 19: is wrong');
    expect(text).not.toContain('record 20:');
    expect(text).toContain('1 of 1 invariants do not hold');
    expect(text).toContain('1480 more');
  });
});
