import mongoose from 'mongoose';
import type { Instant } from '@fangpiao/values';
import type { Commit } from '../core/commit.ts';
import { UnknownOutcome, type InsertResult } from '../core/ports.ts';
import { codeOf, codes, isRefusedWhole, type WriteFailure } from './mongo-problems.ts';
import { calling, MongoServer } from './mongo-server.ts';

/** Commits are read and written natively; the schema is for the indexes and for whoever explores the data. */
const commitSchema = new mongoose.Schema(
  {
    _id: { type: String, required: true },
    stream: String,
    version: Number,
    commandName: String,
    commandKey: String,
    commandHash: String,
    actor: mongoose.Schema.Types.Mixed,
    at: String,
    events: [mongoose.Schema.Types.Mixed],
    basis: mongoose.Schema.Types.Mixed,
    previousHash: String,
    hash: String,
    trace: String,
    done: Boolean,
  },
  {
    versionKey: false,
    collection: 'commits',
    autoIndex: false,
    autoCreate: false,
    minimize: false,
  },
);
const keyIndex = { stream: 1, commandKey: 1 } as const;
const notDoneIndex = { done: 1, at: 1 } as const;
commitSchema.index(keyIndex);
commitSchema.index(notDoneIndex, { partialFilterExpression: { done: false } });

/** The commits of a service: inserted, marked as done, and never changed otherwise. */
export abstract class MongoCommits extends MongoServer {
  get #commits(): mongoose.mongo.Collection<Commit> {
    return this.collection('commits');
  }

  protected async prepareCommits(): Promise<void> {
    const { models } = this.connection;
    await (models['Commit'] ?? this.connection.model('Commit', commitSchema)).createIndexes();
  }

  async insertCommits(
    commits: readonly Commit[],
    order: 'ordered' | 'unordered',
  ): Promise<InsertResult[]> {
    const ordered = order === 'ordered';
    try {
      const failed = await this.insert('commits', commits, ordered);
      return resultsOf(commits.length, failed, ordered);
    } catch (problem) {
      if (codeOf(problem) === codes.deadlock) return commits.map(() => 'deadlock');
      if (isRefusedWhole(problem)) throw problem;
      throw new UnknownOutcome(String(problem));
    }
  }

  commitsByIds(ids: readonly string[]): Promise<Commit[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return calling(() => this.#commits.find({ _id: { $in: [...ids] } }, this.limited()).toArray());
  }

  commitsOf(stream: string, afterVersion: number, limit: number): Promise<Commit[]> {
    // By `_id`, which every deployment has: versions are zero-padded in it.
    const from = `${stream}@${String(afterVersion).padStart(10, '0')}`;
    return calling(() =>
      this.#commits
        .find({ _id: { $gt: from, $lte: `${stream}@9999999999` } }, this.limited())
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
  }

  commitsByKeys(
    asked: readonly { readonly stream: string; readonly keys: readonly string[] }[],
  ): Promise<Commit[]> {
    if (asked.length === 0) return Promise.resolve([]);
    // One query on the index, without `$or`: a key of another stream that comes along is left out.
    const wanted = new Set(
      asked.flatMap(({ stream, keys }) => keys.map((key) => `${stream}\n${key}`)),
    );
    const filter = {
      stream: { $in: asked.map(({ stream }) => stream) },
      commandKey: { $in: [...new Set(asked.flatMap(({ keys }) => keys))] },
    };
    return calling(async () =>
      (await this.#commits.find(filter, { hint: keyIndex, ...this.limited() }).toArray()).filter(
        ({ stream, commandKey }) => wanted.has(`${stream}\n${commandKey}`),
      ),
    );
  }

  commitsNotDone(before: string, limit: number): Promise<Commit[]> {
    return calling(() =>
      this.#commits
        .find(
          { done: false, at: { $lt: before as Instant } },
          { hint: notDoneIndex, ...this.limited() },
        )
        .sort({ at: 1 })
        .limit(limit)
        .toArray(),
    );
  }

  async markDone(ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await calling(() =>
        this.#commits.updateMany(
          { _id: { $in: [...ids] } },
          { $set: { done: true } },
          this.limited(),
        ),
      );
  }

  scanCommits(afterId: string, limit: number): Promise<Commit[]> {
    return calling(() =>
      this.#commits
        .find({ _id: { $gt: afterId } }, this.limited())
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
  }
}

function resultsOf(
  count: number,
  failed: readonly WriteFailure[],
  ordered: boolean,
): InsertResult[] {
  const results: InsertResult[] = Array.from({ length: count }, () => 'inserted');
  for (const { index, code } of failed) {
    if (code === codes.duplicate) results[index] = 'duplicate';
    else if (code === codes.deadlock) results[index] = 'deadlock';
    else throw new UnknownOutcome(`write error ${code}`);
  }
  if (ordered && failed.length > 0) {
    const first = Math.min(...failed.map(({ index }) => index));
    for (let index = first + 1; index < count; index++) results[index] = 'skipped';
  }
  return results;
}
