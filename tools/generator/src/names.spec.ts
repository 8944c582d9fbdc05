import { isVerbNoun, nameOf, pastOf, pluralOf } from './names.ts';

test('a name has the forms the tree uses', () => {
  expect(nameOf('report-loss')).toEqual({
    kebab: 'report-loss',
    camel: 'reportLoss',
    pascal: 'ReportLoss',
  });
});

test.each(['report-loss', 'put-pack-in-force'])('%s is a command', (text) => {
  expect(isVerbNoun(text)).toBe(true);
});

test.each(['report', 'Report-Loss', 'report_loss', '-loss', 'report-'])('%s is none', (text) => {
  expect(isVerbNoun(text)).toBe(false);
});

test.each([
  ['open', 'opened'],
  ['freeze', 'freezed'],
  ['deny', 'denied'],
])('%s becomes %s', (verb, past) => expect(pastOf(verb)).toBe(past));

test.each([
  ['voucher', 'vouchers'],
  ['inquiry', 'inquiries'],
  ['loss', 'losses'],
])('%s becomes %s', (noun, plural) => expect(pluralOf(noun)).toBe(plural));
