import type { Actor } from '@fangpiao/chassis';
import type { ServiceName } from '@fangpiao/contracts';
import { calendarDate, nationalIdFrom } from '@fangpiao/values';

const district = 'clearwater';

/** Who acts in the simulated city. */
export const officials = {
  resettlement: {
    subject: 'resettlement-1',
    role: 'resettlement-officer',
    agency: 'households',
    district,
  },
  issuing: { subject: 'issuing-1', role: 'issuing-officer', agency: 'vouchers', district },
  headquarters: { subject: 'headquarters-1', role: 'headquarters', agency: 'headquarters' },
  housing: { subject: 'housing-1', role: 'housing-officer', agency: 'listings' },
  finance: { subject: 'finance-1', role: 'finance-officer', agency: 'settlement', district },
  reviewer: { subject: 'reviewer-1', role: 'claim-reviewer', agency: 'settlement', district },
  approver: { subject: 'approver-1', role: 'claim-approver', agency: 'settlement', district },
  /** The reviewer with the approver's role: one person who would like to be both. */
  twoHats: { subject: 'reviewer-1', role: 'claim-approver', agency: 'settlement', district },
  bank: { subject: 'bank-1', role: 'bank', agency: 'bank' },
} as const satisfies Record<string, Actor>;

export function holderOf(person: string): Actor {
  return { subject: `holder-${person}`, role: 'holder', agency: 'public', person };
}

export function clerkOf(developer: string): Actor {
  return { subject: `clerk-${developer}`, role: 'developer-clerk', agency: 'developer', developer };
}

export function operatorOf(agency: ServiceName): Actor {
  return { subject: `operator-${agency}`, role: 'operator', agency };
}

export function inventedNationalId(sequence: number): string {
  return nationalIdFrom({ region: '110101', birthDate: calendarDate('1980-01-01'), sequence });
}
