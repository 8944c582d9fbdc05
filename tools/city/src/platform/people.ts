import { join } from 'node:path';
import type { Role } from '@fangpiao/contracts';
import { demoPeople } from '@fangpiao/issuer';
import type { Person } from '@fangpiao/issuer';
import { keep, readKept } from './kept.ts';

/**
 * Who may sign in at the embedded issuer: several officials a role and district, the city's bureaus
 * and machines, a clerk for each developer, and holders as soon as their household is registered.
 */
export interface People {
  /** Grows while holders are enrolled; the issuer reads it at every sign-in. */
  readonly all: readonly Person[];
  /** One of the officials of a role, always the same one for the same thing. */
  official(role: Role, of: { district?: string; thing?: string }): Person;
  /** A numbered official, for acts that need different people. */
  officialNumber(role: Role, number: number, district?: string): Person;
  clerkOf(developerId: string): Person;
  holderOf(householdId: string): Person;
  enrolHolder(holder: HolderSignIn): void;
  /** Writes the enrolled holders down, so that they can sign in after the next start too. */
  keepHolders(): Promise<void>;
}

export interface HolderSignIn {
  readonly householdId: string;
  readonly personId: string;
  readonly district: string;
}

/** How many share the work of a district: one person is allowed a limited number of requests. */
const districtStaff: Partial<Record<Role, number>> = {
  'resettlement-officer': 12,
  'issuing-officer': 8,
  'counter-officer': 2,
  'finance-officer': 2,
  'claim-reviewer': 2,
  'claim-approver': 2,
  'principal-clerk': 1,
  'area-contact': 1,
};
const cityStaff: Partial<Record<Role, number>> = {
  'housing-officer': 8,
  headquarters: 2,
  'city-policy-officer': 1,
  'city-finance-officer': 1,
  province: 1,
  auditor: 1,
  operator: 1,
};

export async function createPeople(options: {
  dataFolder: string;
  districts: readonly string[];
  developers: readonly string[];
  passwordFor: (username: string) => string;
}): Promise<People> {
  const { passwordFor } = options;
  const file = join(options.dataFolder, 'holders.json');
  const holders = (await readKept<HolderSignIn[]>(file)) ?? [];
  const all: Person[] = [];
  const byName = new Map<string, Person>();
  const add = (person: Person): void => {
    if (byName.has(person.username)) return;
    byName.set(person.username, person);
    all.push(person);
  };
  const model = (role: Role, district: string): Person =>
    demoPeople({ district, passwordFor }).find((person) => person.role === role)!;
  const named = (person: Person, username: string): Person => ({
    ...person,
    subject: username,
    username,
    password: passwordFor(username),
  });
  const enrolHolder = (holder: HolderSignIn): void => {
    const username = holderName(holder.householdId);
    if (byName.has(username)) return;
    add({
      ...named(model('holder', holder.district), username),
      person: holder.personId,
    });
    holders.push(holder);
  };

  for (const district of options.districts) {
    for (const [role, number] of Object.entries(districtStaff) as [Role, number][]) {
      for (let count = 1; count <= number; count += 1) {
        add(named(model(role, district), `${district}-${role}-${count}`));
      }
    }
  }
  for (const [role, number] of Object.entries(cityStaff) as [Role, number][]) {
    for (let count = 1; count <= number; count += 1) {
      add(named(model(role, ''), `${role}-${count}`));
    }
  }
  for (const role of ['platform', 'bank'] as const) add(named(model(role, ''), role));
  for (const developer of options.developers) {
    const { district: _, ...clerk } = model('developer-clerk', '');
    add({ ...named(clerk, `clerk-${developer}`), developer });
  }
  const known = holders.splice(0);
  known.forEach(enrolHolder);

  const find = (username: string): Person => {
    const person = byName.get(username);
    if (!person) throw new Error(`Nobody is called ${username}`);
    return person;
  };
  const officialNumber = (role: Role, number: number, district?: string): Person => {
    if (role === 'platform' || role === 'bank') return find(role);
    return find(
      `${district !== undefined && role in districtStaff ? `${district}-` : ''}${role}-${number}`,
    );
  };
  return {
    all,
    officialNumber,
    official: (role, { district, thing = '' }) => {
      const staff = districtStaff[role] ?? cityStaff[role] ?? 1;
      return officialNumber(role, (sumOf(thing) % staff) + 1, district);
    },
    clerkOf: (developerId) => find(`clerk-${developerId}`),
    holderOf: (householdId) => find(holderName(householdId)),
    enrolHolder,
    keepHolders: () => keep(file, holders),
  };
}

function holderName(householdId: string): string {
  return `holder-${householdId.replace(/^household-/, '')}`;
}

function sumOf(text: string): number {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + character.codePointAt(0)!) % 1_000_003;
  return sum;
}
