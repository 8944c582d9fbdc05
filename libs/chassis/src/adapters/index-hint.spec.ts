import { indexFor } from './index-hint.ts';

const byHolder = { 'state.holder': 1 } as const;
const byArea = { 'state.district': 1, 'state.areaId': 1 } as const;
const byDueTime = { dueAt: 1 } as const;
const all = [byDueTime, byHolder, byArea];

test.each([
  ['a fixed field', { 'state.holder': 'p' }, byHolder],
  ['one of several values', { 'state.holder': { $in: ['p', 'q'] } }, byHolder],
  ['nothing in the field', { 'state.holder': null }, byHolder],
  [
    'the index that fixes more',
    { 'state.holder': 'p', 'state.district': 'd', 'state.areaId': 'a' },
    byArea,
  ],
  ['a range', { dueAt: { $lte: '2026' } }, byDueTime],
  ['a fixed field before a range', { dueAt: { $lte: '2026' }, 'state.holder': 'p' }, byHolder],
  ['no index for the second field alone', { 'state.areaId': 'a' }, undefined],
  ['no index over a look by name', { _id: 'x', 'state.holder': 'p' }, undefined],
  ['no index for no filter', {}, undefined],
])('takes %s', (_name, filter, index) => {
  expect(indexFor(filter, all)).toBe(index);
});
