import { traceRows } from './commands/trace.ts';

describe('clause trace', () => {
  const rows = traceRows();

  it('has every article of the regulations of Guangzhou and Dalian, and the nine causes of Jilin', () => {
    const ids = new Set(rows.map((row) => row.id));
    const articles = (document: string, last: number) =>
      Array.from({ length: last }, (_, index) => `${document} ${index + 1}`);
    const missing = [
      ...articles('GZ', 16),
      ...articles('DL', 18),
      ...articles('JL 2.2.', 9).map((id) => id.replace('. ', '.')),
    ]
      .filter((id) => id !== 'DL 11') // the text has no article 11
      .filter((id) => !ids.has(id));
    expect(missing).toEqual([]);
    expect(ids.size).toBe(rows.length);
  });

  it('has an executable example for every clause', () => {
    expect(rows.filter(({ examples }) => examples === undefined)).toEqual([]);
  });

  it.each(rows.map((row) => [row.id, row] as const))(
    '%s is linked to what is there',
    (_id, row) => {
      expect(row.mistakes).toEqual([]);
    },
  );
});
