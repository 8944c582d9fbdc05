import { roles } from '@fangpiao/contracts';
import type { Role } from '@fangpiao/contracts';

/** Somebody (or a machine) who may sign in, with everything the token will say. */
export interface Person {
  readonly subject: string;
  readonly username: string;
  readonly password: string;
  readonly role: Role;
  readonly agency: string;
  readonly district?: string;
  readonly developer?: string;
  readonly person?: string;
  /** Machines use the client credentials grant: username and password are client id and secret. */
  readonly isMachine?: boolean;
}

/** The claims beside the standard ones. */
export function claimsOf(person: Person): Record<string, string> {
  const { role, agency, district, developer, person: personId } = person;
  return {
    role,
    agency,
    ...(district !== undefined && { district }),
    ...(developer !== undefined && { developer }),
    ...(personId !== undefined && { person: personId }),
  };
}

const machineRoles: readonly Role[] = ['platform', 'bank'];
const cityRoles: readonly Role[] = [
  'headquarters',
  'city-policy-officer',
  'city-finance-officer',
  'housing-officer',
  'province',
  'auditor',
  'operator',
  'platform',
  'bank',
];
const agencies: Partial<Record<Role, string>> = {
  'resettlement-officer': 'households',
  'counter-officer': 'households',
  'area-contact': 'households',
  'principal-clerk': 'principal',
  'issuing-officer': 'vouchers',
  'housing-officer': 'listings',
  'finance-officer': 'settlement',
  'claim-reviewer': 'settlement',
  'claim-approver': 'settlement',
  'developer-clerk': 'developer',
  holder: 'public',
};

/** One person for each role, for a demo in one district. */
export function demoPeople(options: {
  district: string;
  passwordFor: (username: string) => string;
}): Person[] {
  return roles.map((role) => ({
    subject: `demo-${role}`,
    username: role,
    password: options.passwordFor(role),
    role,
    agency: agencies[role] ?? role,
    ...(!cityRoles.includes(role) && { district: options.district }),
    ...(role === 'developer-clerk' && { developer: 'demo-developer' }),
    ...(role === 'holder' && { person: 'demo-person' }),
    ...(machineRoles.includes(role) && { isMachine: true }),
  }));
}
