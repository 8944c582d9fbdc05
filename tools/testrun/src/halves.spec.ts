import { countOf, isGreen, nothingRan, totalOf } from './halves.ts';

const report = {
  numPassedTests: 7,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  numRuntimeErrorTestSuites: 2,
};

test('a file that cannot be run counts as a failed test', () => {
  expect(countOf(report)).toEqual({ passed: 7, failed: 3, skipped: 3 });
});

test('the halves are added up', () => {
  expect(totalOf([countOf(report), { passed: 1, failed: 0, skipped: 0 }])).toEqual({
    passed: 8,
    failed: 3,
    skipped: 3,
  });
});

test('green is some passed and none failed', () => {
  expect(isGreen({ passed: 1, failed: 0, skipped: 5 })).toBe(true);
  expect(isGreen({ passed: 9, failed: 1, skipped: 0 })).toBe(false);
  expect(isGreen(nothingRan)).toBe(false);
});
