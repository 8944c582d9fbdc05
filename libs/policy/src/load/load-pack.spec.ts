import { packOf, filesOf } from '../../test/packs.ts';
import { loadBundledPack, loadPack } from '../index.ts';
import type { PackFile, PackProblem } from '../index.ts';
import { readPart } from './read-part.ts';

function problemsOf(files: readonly PackFile[]): PackProblem[] {
  const loaded = loadPack(files);
  return loaded.ok ? [] : loaded.problems;
}

const edit = (id: string, change: (text: string, file: string) => string) =>
  filesOf(id).map(({ file, text }) => ({ file, text: change(text, file) }));
const told = (files: readonly PackFile[]) =>
  problemsOf(files).map(({ code, path, line }) => `${code} ${path} ${line}`);
const [city, district, project] = filesOf('shiqiao-east-bridgehead') as [
  PackFile,
  PackFile,
  PackFile,
];

describe('a pack of parts', () => {
  it('is named by its lowest part, versioned by all, and knows where each stands', () => {
    const pack = packOf('shiqiao-east-bridgehead');
    expect(pack).toMatchObject({
      id: 'shiqiao-east-bridgehead',
      version: '1.0.0+1.0.0+1.0.0',
      name: { en: 'Bridgehead project (invented)' },
      state: 'in-force',
      rounding: 'up',
      effectiveFrom: '2025-01-01',
    });
    expect(pack.layers.map(({ layer, id, file }) => [layer, id, file])).toEqual([
      ['city', 'shiqiao', 'invented/shiqiao/city.yaml'],
      ['district', 'shiqiao-east', 'invented/shiqiao/district.yaml'],
      ['project', 'shiqiao-east-bridgehead', 'invented/shiqiao/project.yaml'],
    ]);
    expect(pack.rules.face.components.movingFee?.sources).toEqual({
      counts: { decision: '东政〔2025〕3号' },
    });
  });

  it('may be given in any order', () => {
    const loaded = loadPack([project, city, district]);
    expect(loaded.ok && loaded.pack.layers.map((each) => each.layer)).toEqual([
      'city',
      'district',
      'project',
    ]);
  });

  it('is a draft as long as one part is', () => {
    const state = (which: PackFile) => {
      const loaded = loadPack(
        [city, district, project].map((each) =>
          each === which
            ? { ...each, text: each.text.replace('state: in-force', 'state: draft') }
            : each,
        ),
      );
      return loaded.ok && loaded.pack.state;
    };
    expect([state(city), state(district), state(project)]).toEqual(['draft', 'draft', 'draft']);
    const registered = { ...project, text: project.text.replace('in-force', 'registered') };
    const loaded = loadPack([city, district, registered]);
    expect(loaded.ok && loaded.pack.state).toBe('registered');
  });

  it('stands layer on layer, each once, on the part it names', () => {
    expect(problemsOf([])).toEqual([
      {
        code: 'layers-do-not-fit',
        file: '',
        line: 1,
        path: '',
        zh: '没有文件',
        en: 'no file given',
      },
    ]);
    expect(problemsOf([district])).toMatchObject([
      {
        code: 'layers-do-not-fit',
        path: 'layer',
        line: 3,
        value: 'district',
        zh: '缺少市级部分',
        en: 'the city part is missing',
        expected: 'layer: city',
      },
    ]);
    expect(problemsOf([city, project])).toMatchObject([
      {
        code: 'layers-do-not-fit',
        file: 'invented/shiqiao/project.yaml',
        path: 'of',
        value: 'shiqiao-east',
        en: 'this part does not stand on "shiqiao"',
        zh: '本部分不属于“shiqiao”',
        expected: 'of: shiqiao',
      },
    ]);
    expect(problemsOf([city, district, district])).toMatchObject([{ path: 'of' }]);
    expect(problemsOf([city, city])).toMatchObject([{ path: 'of' }]);
  });

  it('of this repository is found by the id of its lowest part', () => {
    expect(loadBundledPack('lubo')).toMatchObject({ ok: true, pack: { id: 'lubo' } });
    expect(loadBundledPack('nowhere')).toMatchObject({ ok: false });
  });
});

describe('a mistake', () => {
  it('of one file does not hide those of another', () => {
    const files = edit('shiqiao-east-bridgehead', (text) =>
      text.replace('version: 1.0.0', 'version: one'),
    );
    expect(problemsOf(files)).toHaveLength(3);
    expect(problemsOf(files)[1]).toMatchObject({
      code: 'header-malformed',
      file: 'invented/shiqiao/district.yaml',
      line: 6,
      path: 'version',
      value: 'one',
    });
  });

  it('is found in the lowest part that has the value', () => {
    const files = edit('shiqiao-east-bridgehead', (text) =>
      text.replace('6666.67 yuan/m2', '6666.67 yuan'),
    );
    expect(problemsOf(files)).toMatchObject([
      {
        code: 'formula-malformed',
        file: 'invented/shiqiao/project.yaml',
        line: 9,
        path: 'values.basePrice.value',
        value: '6666.67 yuan',
      },
    ]);
    const unset = edit('shiqiao-east-bridgehead', (text, file) =>
      file.includes('project') ? text.replace(/ {2}basePrice.*/, '  {}') : text,
    );
    expect(problemsOf(unset)).toMatchObject([
      {
        code: 'value-missing',
        file: 'invented/shiqiao/city.yaml',
        path: 'values.basePrice.value',
        expected: 'value: …',
      },
    ]);
    expect(problemsOf(unset)[0]).not.toHaveProperty('value');
  });

  it('in a whole section is found in the lowest part', () => {
    const files = edit('shiqiao-east-bridgehead', (text, file) =>
      file.includes('city') ? text.replace(/^coverRule.*$/m, '') : text,
    );
    expect(problemsOf(files)).toMatchObject([
      {
        code: 'value-missing',
        file: 'invented/shiqiao/project.yaml',
        line: 1,
        path: 'coverRule',
        en: 'coverRule is missing',
        zh: '缺少 coverRule',
      },
    ]);
  });

  it('names the field that does not exist, and at the top what there is', () => {
    const top = edit('lubo', (text) => `${text}\nextras: 1\nmore: 2\n`);
    expect(told(top)).toEqual([
      expect.stringMatching(/^key-unknown extras/),
      expect.stringMatching(/^key-unknown more/),
    ]);
    expect(problemsOf(top)[0]).toMatchObject({
      zh: '没有这个字段：extras',
      expected: expect.stringMatching(/^documents \| effective \| .*remedies$/),
    });
    const inside = edit('lubo', (text) =>
      text.replace('subsidyStops: true,', 'subsidyStops: true, twice: true,'),
    );
    expect(problemsOf(inside)).toMatchObject([{ code: 'key-unknown', path: 'expiry.twice' }]);
    expect(problemsOf(inside)[0]).not.toHaveProperty('expected');
  });

  it('is a missing value, a malformed value or a missing provenance', () => {
    const change = (from: string, to: string) =>
      problemsOf(edit('lubo', (text) => text.replace(from, to)));
    expect(change('circle', 'circle')).toEqual([]);
    expect(change('subsidyStops: true,', '')).toMatchObject([
      { code: 'value-missing', path: 'expiry.subsidyStops', en: 'subsidyStops is missing' },
    ]);
    expect(change('subsidyStops: true,', 'subsidyStops: perhaps,')).toMatchObject([
      {
        code: 'value-malformed',
        path: 'expiry.subsidyStops',
        value: 'perhaps',
        en: expect.stringContaining('expected boolean'),
        zh: expect.stringContaining('值的形式不对'),
        expected: 'expected boolean, received string',
      },
    ]);
    expect(change('whollyUnused: lapse', 'whollyUnused: vanish')).toMatchObject([
      {
        code: 'value-malformed',
        expected: 'expected one of "exchange"|"replacement-home"|"lapse"',
      },
    ]);
    expect(
      change('subsidyStops: true, source: { clause: LB 10 }', 'subsidyStops: true'),
    ).toMatchObject([
      {
        code: 'value-unexplained',
        path: 'expiry.source',
        expected: 'source: { clause: … } | { decision: … } | { assumption: … }',
      },
    ]);
    expect(
      change('subsidyStops: true, source: { clause: LB 10 }', 'subsidyStops: true, source: LB'),
    ).toMatchObject([{ code: 'value-unexplained', path: 'expiry.source' }]);
    expect(change('share: 60 %, evaluation', 'share: sixty, evaluation')).toMatchObject([
      {
        code: 'value-malformed',
        path: 'coverRule.share',
        expected: 'expected a ratio, e.g. 10 % or 0.1',
      },
    ]);
  });

  it('of several stages is told stage by stage: readable, fitting, merged, well-formed, compiled', () => {
    const both = edit('dalian-example-district', (text, file) =>
      file.includes('district')
        ? text
            .replace('months: 12', 'months: 13')
            .replace('reading: whole-balance', 'reading: upside-down')
        : text,
    );
    expect(problemsOf(both).map((each) => each.code)).toEqual(['value-above-ceiling']);
    const compiled = edit('lubo', (text) =>
      text
        .replace('amount: 20 yuan/m2 * titleArea', 'amount: 20 yuan * titleArea')
        .replace('from: 2025-01-01, source', 'from: 2025-01-01, until: 2024-01-01, source'),
    );
    expect(problemsOf(compiled).map((each) => each.code)).toEqual([
      'rule-contradictory',
      'formula-malformed',
    ]);
  });
});

describe('a file', () => {
  const read = (text: string) => readPart({ file: 'a.yaml', text });
  const part = (text: string) => {
    const found = read(text);
    if (Array.isArray(found)) throw new Error(JSON.stringify(found));
    return found;
  };

  it('is a map of at most half a million characters', () => {
    const long = (length: number) => read(`a: '${'x'.repeat(length - 5)}'`);
    expect(Array.isArray(long(500_000))).toBe(false);
    const where = { code: 'yaml-malformed', file: 'a.yaml', line: 1, path: '' };
    expect(long(500_001)).toEqual([{ ...where, zh: '文件过大', en: 'the file is too large' }]);
    const noMap = [{ ...where, zh: '文件应为键值表', en: 'the file should be a map' }];
    expect(read('- a\n- b')).toEqual(noMap);
    expect(read('')).toEqual(noMap);
  });

  it('that is no YAML is told with its line, and a key stands only once', () => {
    expect(read('a: 1\nb: [2')).toMatchObject([{ code: 'yaml-malformed', line: 2, path: '' }]);
    expect(read('a: 1\nb: 2\na: 3')).toMatchObject([
      {
        line: 3,
        en: expect.stringMatching(/^not readable as YAML: Map keys must be unique[^\n]*$/),
      },
    ]);
  });

  it('knows the line of every value, or of the nearest that is there', () => {
    const { lineOf, has, textOf, content, file } = part(
      'a:\n  b:\n    - x\n    - c: 1\n      d: yes\n# rest\ne: 2\n',
    );
    expect(file).toBe('a.yaml');
    expect(content).toEqual({ a: { b: ['x', { c: 1, d: 'yes' }] }, e: 2 });
    const paths = [['a'], ['a', 'b'], ['a', 'b', 0], ['a', 'b', 1], ['a', 'b', 1, 'd'], ['e']];
    expect(paths.map(lineOf)).toEqual([1, 2, 3, 4, 5, 7]);
    expect([['a', 'b', 1, 'z'], ['a', 'z'], ['z'], []].map(lineOf)).toEqual([4, 1, 1, 1]);
    expect(
      [
        ['a', 'b', 1, 'd'],
        ['a', 'z'],
        ['a', 'b', 9],
      ].map(has),
    ).toEqual([true, false, false]);
    expect([['e'], ['a'], ['z'], ['a', 'b', 0]].map(textOf)).toEqual([
      '2',
      undefined,
      undefined,
      'x',
    ]);
  });

  it('may use anchors, within reason', () => {
    expect(part('a: &x { b: 1 }\nc: *x').content).toEqual({ a: { b: 1 }, c: { b: 1 } });
  });
});
