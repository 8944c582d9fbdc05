import mongoose from 'mongoose';
import { StoreAway } from '../core/ports.ts';
import { awayOr } from './mongo-problems.ts';

const { MongoBulkWriteError, MongoNetworkError, MongoServerError } = mongoose.mongo;
const nothingWritten = {} as mongoose.mongo.BulkWriteResult;

describe('the store is away', () => {
  test('when the connection of a batch broke, though the driver calls it an answer', () => {
    const broken = new MongoBulkWriteError(
      new MongoNetworkError('connection closed'),
      nothingWritten,
    );
    expect(awayOr(broken)).toBeInstanceOf(StoreAway);
  });

  test.each([
    ['the connection broke', new MongoNetworkError('connection closed')],
    ['the gateway lost its database', new MongoServerError({ message: 'conn closed', code: 1 })],
  ])('when %s', (_what, problem) => {
    expect(awayOr(problem)).toBeInstanceOf(StoreAway);
  });

  test.each([
    ['the server refused what was asked', new MongoServerError({ message: 'no', code: 9 })],
    ['it is a mistake of ours', new TypeError('undefined is not a function')],
  ])('but not when %s', (_what, problem) => {
    expect(awayOr(problem)).toBe(problem);
  });
});
