import { isCommonRefusalCode } from '@fangpiao/contracts';
import type { Refusal } from '@fangpiao/contracts';
import type { Outcome } from '../core/command.ts';
import type { CommandBinding, QueryResult } from './bound-route.ts';
import { Refused } from './refused.ts';
import type { CheckedRequest, DoorAnswer, DoorRequest } from './request.ts';

/** A handler gave something the contract does not say: a bug, answered with 500. */
export class ContractBroken extends Error {
  override name = 'ContractBroken';
}

/** What a command's outcome looks like over HTTP. */
export async function answerOutcome(
  binding: CommandBinding,
  request: CheckedRequest<unknown, unknown, unknown>,
  outcome: Outcome,
): Promise<DoorAnswer> {
  switch (outcome.kind) {
    case 'refused':
      throw new Refused(outcome.refusal);
    case 'nothing-to-do':
      return { status: 204, headers: { 'cache-control': 'no-store' }, body: '' };
    case 'accepted':
    case 'repeated': {
      const { commit } = outcome;
      const location = binding.location?.(commit);
      return {
        status: binding.route.status,
        headers: {
          'content-type': 'application/json',
          'cache-control': 'no-store',
          etag: `"${commit.version}"`,
          // For `?after=` of lists (WRITE-PATH 12); ids are opaque, but not all are header-safe.
          'fangpiao-commit': encodeURI(commit._id),
          ...(location !== undefined && { location }),
          ...(outcome.kind === 'repeated' && { 'idempotent-replayed': 'true' }),
        },
        body: JSON.stringify(await binding.answer(commit, request)),
      };
    }
  }
}

/** What a query's result looks like over HTTP; 304 when the client has this version. */
export function answerQuery(result: QueryResult<unknown>, request: DoorRequest): DoorAnswer {
  if ('refused' in result) throw new Refused(result);
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  if (result.etag !== undefined) {
    headers['etag'] = result.etag.startsWith('"') ? result.etag : `"${result.etag}"`;
    headers['cache-control'] = 'private, no-cache';
    const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim());
    if (known?.includes(headers['etag'])) return { status: 304, headers, body: '' };
  }
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(result.answer),
  };
}

/** Only the closed list leaves: a refusal that the route does not declare is a bug. */
export function checkDeclared(declared: readonly string[], refusal: Refusal): void {
  if (isCommonRefusalCode(refusal.refused) || declared.includes(refusal.refused)) return;
  throw new ContractBroken(`refused with "${refusal.refused}", which the route does not declare`);
}
