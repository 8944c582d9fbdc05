import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fields } from './source/fields.ts';
import type { Addresses } from './source/engines-source.ts';
import { services, type Service } from './source/shapes.ts';

/** There is no platform to look at, or its addresses are not complete. */
export class NothingRuns extends Error {
  override name = 'NothingRuns';
  readonly zh: string;
  readonly en: string;

  constructor(texts: { zh: string; en: string }) {
    super(texts.en);
    this.zh = texts.zh;
    this.en = texts.en;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Written by the running platform; `FANGPIAO_VERIFY_PLATFORM` names another one. */
export const platformFile = join(import.meta.dirname, '..', '..', '..', '.data', 'platform.json');

/** What the running platform says about itself; undefined when nothing runs. */
export async function readPlatformFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Addresses from the environment, each before that of the platform's file. Throws NothingRuns when one is missing. */
export function addressesOf(platform: unknown, environment: Environment): Addresses {
  const file = new Fields(platform);
  const given = (name: string): string => environment[`FANGPIAO_VERIFY_${name}`] ?? '';
  const missing: string[] = [];
  const either = (name: string, fromFile: string): string => {
    const value = given(name) || fromFile;
    if (value === '') missing.push(`FANGPIAO_VERIFY_${name}`);
    return value;
  };
  const mongoUrls = {} as Record<Service, string>;
  const natsUsers = {} as Record<Service, { user: string; pass: string }>;
  for (const service of services) {
    const name = service.toUpperCase();
    const user = file.of('nats').of('users').of(service);
    mongoUrls[service] = either(`MONGO_${name}`, file.of('services').of(service).text('mongoUrl'));
    natsUsers[service] = {
      user: given(`NATS_${name}_USER`) || user.text('user') || service,
      pass: either(`NATS_${name}_PASSWORD`, user.text('pass')),
    };
  }
  const natsUrl = either('NATS_URL', file.of('nats').text('url'));
  if (missing.length > 0) throw nothingRuns(platform, missing);
  return { mongoUrls, natsUrl, natsUsers };
}

function nothingRuns(platform: unknown, missing: readonly string[]): NothingRuns {
  if (platform === undefined) {
    return new NothingRuns({
      zh: '没有正在运行的平台：请先执行 npm start 启动平台。',
      en: 'No platform is running: start the platform with npm start first.',
    });
  }
  return new NothingRuns({
    zh: `平台地址不完整，缺少：${missing.join('、')}`,
    en: `The platform's addresses are not complete; missing: ${missing.join(', ')}`,
  });
}
