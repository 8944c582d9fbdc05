import type { Actor } from '@fangpiao/chassis';
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

export const holderOf = asOnePerson((person) => ({
  subject: `holder-${person}`,
  role: 'holder',
  agency: 'public',
  person,
}));

export const clerkOf = asOnePerson((developer) => ({
  subject: `clerk-${developer}`,
  role: 'developer-clerk',
  agency: 'developer',
  developer,
}));

export const operatorOf = asOnePerson((agency) => ({
  subject: `operator-${agency}`,
  role: 'operator',
  agency,
}));

/** Whoever acts again is the same person, with the token they have. */
function asOnePerson(make: (name: string) => Actor): (name: string) => Actor {
  const known = new Map<string, Actor>();
  return (name) => {
    let actor = known.get(name);
    if (!actor) known.set(name, (actor = make(name)));
    return actor;
  };
}

export function inventedNationalId(sequence: number): string {
  return nationalIdFrom({ region: '110101', birthDate: calendarDate('1980-01-01'), sequence });
}
