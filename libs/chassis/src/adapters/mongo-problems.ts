import mongoose from 'mongoose';
import { StoreAway } from '../core/ports.ts';

export const codes = { duplicate: 11000, deadlock: 16908292 } as const;

/** Everything that is neither our own mistake nor the server's answer about the content: it is away or restarting. */
export function awayOr(problem: unknown): unknown {
  const isPatienceOver = problem instanceof DOMException && problem.name === 'TimeoutError';
  if (isPatienceOver || problem instanceof mongoose.Error.MongooseServerSelectionError)
    return new StoreAway(String(problem));
  const code = codeOf(problem);
  // A batch whose connection broke is dressed as an answer of the server, but has no code.
  const isServerAnswer =
    problem instanceof mongoose.mongo.MongoServerError &&
    code !== undefined &&
    !restarting.has(code);
  if (isServerAnswer || !(problem instanceof mongoose.mongo.MongoError) || isRefusedWhole(problem))
    return problem;
  return new StoreAway(String(problem));
}

/** Codes a server gives while it goes down or comes up; 1 is what the gateway makes of a dead PostgreSQL connection. */
const restarting = new Set([1, 6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

export interface WriteFailure {
  readonly index: number;
  readonly code: number;
}

export function writeErrorsOf(problem: unknown): WriteFailure[] | undefined {
  if (!(problem instanceof mongoose.mongo.MongoBulkWriteError)) return undefined;
  const errors = [problem.writeErrors].flat();
  if (errors.length === 0) return undefined;
  return errors.map((error) => ({ index: error.index, code: error.code }));
}

export function codeOf(problem: unknown): number | undefined {
  const code = (problem as { code?: unknown }).code;
  return typeof code === 'number' ? code : undefined;
}

/** The server, or the driver before it sent anything, refused the batch for what is in it. */
export function isRefusedWhole(problem: unknown): boolean {
  if (problem instanceof mongoose.mongo.BSON.BSONError) return true;
  if (problem instanceof mongoose.mongo.MongoInvalidArgumentError) return true;
  const code = codeOf(problem);
  // BSONObjectTooLarge and its kin.
  return code === 10334 || code === 17280 || code === 2;
}
