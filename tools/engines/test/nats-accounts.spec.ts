import { readFileSync } from 'node:fs';
import {
  apiPrefixFor,
  durableName,
  natsAccountsFile,
  producersOf,
  renderAccounts,
  serviceNames,
  subscribersOf,
  userFor,
} from '../src/index.ts';

describe('the accounts of the bus', () => {
  it('are in the committed file as the table says', () => {
    expect(readFileSync(natsAccountsFile, 'utf8')).toBe(renderAccounts());
  });

  it('name a durable after subscriber and producer, and a prefix after the producer', () => {
    expect(durableName('listings', 'vouchers')).toBe('listings-vouchers');
    expect(apiPrefixFor('vouchers')).toBe('FROM.VOUCHERS.API');
    expect(userFor('vouchers', { FANGPIAO_NATS_VOUCHERS_PASSWORD: 'p1' })).toEqual({
      user: 'vouchers',
      pass: 'p1',
    });
    expect(() => userFor('vouchers', {})).toThrow('FANGPIAO_NATS_VOUCHERS_PASSWORD');
  });

  it('let nobody subscribe to itself, and read the table both ways alike', () => {
    for (const service of serviceNames) {
      expect(producersOf[service]).not.toContain(service);
      for (const producer of producersOf[service]) {
        expect(subscribersOf(producer)).toContain(service);
      }
    }
  });

  it('export nothing but the subjects of single consumers and repair requests (rule 21)', () => {
    const exported = [...renderAccounts().matchAll(/\{ service: "([^"]+)"/g)].map(([, s]) => s);
    expect(exported.length).toBeGreaterThan(0);
    for (const subject of exported) {
      expect(subject).toMatch(
        /^(\$JS\.API\.CONSUMER\.(MSG\.NEXT|INFO)\.[A-Z]+\.[a-z]+-[a-z]+|\$JS\.ACK\.[A-Z]+\.[a-z]+-[a-z]+\.>|[a-z]+\.repair\.[a-z]+)$/,
      );
    }
  });
});
