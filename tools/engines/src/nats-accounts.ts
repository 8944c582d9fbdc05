/** The names on the bus belong to the contract; here they are only passed on. */
import { userFor as userWithPassword, type ServiceName } from '@fangpiao/contracts';

export {
  accountName,
  apiPrefixFor,
  durableName,
  passwordVariable,
  producersOf,
  repairSubject,
  serviceNames,
  streamName,
  streamSubjects,
  subscribersOf,
} from '@fangpiao/contracts';
export type { ServiceName } from '@fangpiao/contracts';

/** The service's user on the bus; the password comes from the environment. */
export function userFor(
  service: ServiceName,
  env: Readonly<Record<string, string | undefined>> = process.env,
): { user: string; pass: string } {
  return userWithPassword(service, env);
}
