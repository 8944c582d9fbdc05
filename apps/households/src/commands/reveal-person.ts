import { refused, type Commit, type CommandDeclaration } from '@fangpiao/chassis';
import type { AnswerOf, revealPerson as route } from '@fangpiao/contracts';
import type { PersonId } from '@fangpiao/values';
import { decideRevealPerson, person, type Person, type PersonEvent } from '../domain/person.ts';
import type { PersonalVault } from '../gateways/personal-vault.ts';

/** Writes down who looks and why; only then the vault is asked. */
export const revealPerson: CommandDeclaration<
  { personId: PersonId; district: string; reason: string },
  Person,
  PersonEvent,
  void
> = {
  name: 'RevealPerson',
  aggregate: person,
  id: ({ personId }) => personId,
  decide: decideRevealPerson,
};

/** The fields of the content the commit names, shown to the one it names. */
export async function revealedBy(
  commit: Commit,
  personId: PersonId,
  vault: PersonalVault,
): Promise<AnswerOf<typeof route>> {
  const { reason, contentVersion } = commit.events[0]!.data as {
    reason: string;
    contentVersion: number;
  };
  const by = { actor: commit.actor.subject, purpose: reason };
  const fields = await vault.reveal(personId, by, contentVersion);
  if (!fields) throw refused('not-found');
  return { personId, ...fields };
}
