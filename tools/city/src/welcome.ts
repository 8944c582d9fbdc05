import { join } from 'node:path';
import type { ServiceName } from '@fangpiao/engines';
import type { Person } from '@fangpiao/issuer';
import type { Platform } from './platform/platform.ts';
import type { Town } from './town/plan.ts';

/** Where the API documents are, and how to sign in: commands that work as they stand. */
export function welcome(platform: Platform, town: Town): string {
  const { urls, people, issuer } = platform;
  const { district } = town.districts[0]!;
  const officer = people.officialNumber('issuing-officer', 1, district);
  const buyer = people.holderOf(town.purchases[0]!.householdId);
  const documents = Object.entries(urls).map(
    ([service, url]) => `  ${service.padEnd(14)} ${url}/docs   ${url}/openapi.json`,
  );
  const token = ({ username, password }: Person, audience: ServiceName): string =>
    `$(curl -s -d grant_type=password -d username=${username} -d password=${password} -d audience=${audience} ${issuer.url}/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`;
  return [
    '接口文档 · API documents',
    ...documents,
    '',
    `登录 · sign in: ${issuer.url} （OpenID Connect）`,
    '  核发人员看统计 · an issuing officer reads the figures',
    `  curl -s -H "Authorization: Bearer ${token(officer, 'vouchers')}" '${urls.vouchers}/figures/vouchers?district=${district}'`,
    '  持票人看自己的房票 · a holder reads their vouchers',
    `  curl -s -H "Authorization: Bearer ${token(buyer, 'vouchers')}" ${urls.vouchers}/vouchers`,
    '  任何人看房源 · anyone searches the supermarket',
    `  curl -s '${urls.listings}/units?district=${district}&limit=3'`,
    '',
    `日志 · logs: ${join(platform.dataFolder, 'logs')}`,
  ].join('\n');
}
