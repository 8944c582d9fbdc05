import { services, type Service } from '../source/shapes.ts';

/** Which families each service takes from the others, as `<producer>-<family>`; a missing mirror is seen by it. */
export const familiesTaken: Readonly<Record<Service, readonly string[]>> = {
  households: ['vouchers-voucher', 'settlement-claim'],
  vouchers: [
    'households-agreement',
    'listings-unit',
    'settlement-account',
    'settlement-claim',
    'settlement-holder-claim',
  ],
  listings: ['vouchers-purchase'],
  settlement: [
    'vouchers-issuance',
    'vouchers-voucher',
    'vouchers-purchase',
    'listings-unit',
    'households-agreement',
  ],
  notifications: [
    'households-agreement',
    'vouchers-issuance',
    'vouchers-voucher',
    'vouchers-purchase',
    'listings-unit',
    'settlement-claim',
  ],
};

/** `mirror-vouchers-purchase` → vouchers, purchase; undefined for another kind of collection. */
export function mirrorOf(collection: string): { producer: Service; family: string } | undefined {
  const match = /^mirror-([a-z]+)-(.+)$/.exec(collection);
  const producer = services.find((service) => service === match?.[1]);
  return match && producer ? { producer, family: match[2]! } : undefined;
}
