/* eslint-disable @nx/enforce-module-boundaries -- the bench takes the resettlement office's seat on the bus */
import { agreementEffectiveV1 } from '@fangpiao/contracts';
import type { Platform } from '@fangpiao/city';
import { passwordVariable } from '@fangpiao/engines';
import { instant, type CalendarDate } from '@fangpiao/values';
import { NatsBus } from '../../../libs/chassis/src/adapters/nats-bus.ts';
import { noHash, sealCommit } from '../../../libs/chassis/src/core/commit.ts';
import { messagesOf } from '../../../libs/chassis/src/core/envelope.ts';

export const agreementPrefix = 'agreement-bench-';
const atOnce = 500;
const quiet = { info: () => undefined, warn: console.error, error: console.error };

export interface Agreed {
  readonly district: string;
  readonly accountId: string;
  readonly pack: { readonly packId: string; readonly version: number };
  readonly legalArea: string;
  readonly voucherArea: string;
  readonly titleArea: string;
  readonly basePriceFen: number;
  readonly amounts: Readonly<Record<string, number>>;
  readonly faceValueFen: number;
  readonly on: CalendarDate;
}

/**
 * Agreements that have taken effect, as the resettlement office would publish them; its service need not register
 * thousands of households for a bench of what comes after.
 */
export async function publishAgreements(
  platform: Platform,
  count: number,
  agreed: Agreed,
): Promise<void> {
  const service = 'households';
  const bus = await NatsBus.connect({
    url: platform.engines.natsUrl,
    service,
    user: service,
    pass: platform.engines.environment[passwordVariable(service)] ?? '',
    log: quiet,
  });
  try {
    for (let from = 0; from < count; from += atOnce) {
      const size = Math.min(atOnce, count - from);
      const numbers = Array.from({ length: size }, (_, index) => from + index);
      await bus.publish(numbers.flatMap((number) => messagesOf(service, commitOf(number, agreed))));
    }
  } finally {
    await bus.close();
  }
}

function commitOf(number: number, { on, ...agreed }: Agreed) {
  const agreementId = `${agreementPrefix}${number}`;
  const data = {
    ...agreed,
    agreementId,
    householdId: `household-bench-${number}`,
    areaId: 'area-bench',
    projectId: 'project-bench',
    choice: 'voucher',
    holder: `person-bench-${number}`,
    related: [],
    effectiveOn: on,
  };
  const body = {
    stream: `agreement/${agreementId}`,
    version: 1,
    commandName: 'PutAgreementIntoEffect',
    commandKey: 'bench',
    commandHash: noHash,
    actor: { subject: 'bench', role: 'resettlement-officer', agency: 'bench' } as const,
    at: instant(Date.now()),
    events: [
      { type: agreementEffectiveV1.type, position: 1, data: agreementEffectiveV1.data.parse(data) },
    ],
    basis: {},
    previousHash: noHash,
  };
  return sealCommit(body, '').commit;
}
