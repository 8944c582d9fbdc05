import { expect } from 'expect';
import { bind } from 'jest-each';
import type { Loaders } from './bundle.ts';

export type Test = { readonly id: string; run(): unknown };

type Body = () => unknown;

/**
 * The few words of jest that the specs use (`describe`, `it`, `expect`, `each`), gathering tests
 * instead of running them. `expect` and `each` are jest's own.
 */
export function gatherTests(spec: string, loaders: Loaders): Test[] {
  const tests: Test[] = [];
  const seen = new Map<string, number>();
  let titles = [spec];
  const describe = (title: string, body: Body) => {
    const outer = titles;
    titles = [...outer, title];
    body();
    titles = outer;
  };
  const it = (title: string, body: Body) => {
    const id = [...titles, title].join(' › ');
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    tests.push({ id: times === 1 ? id : `${id} (${times})`, run: body });
  };
  Object.assign(globalThis, {
    expect,
    describe: Object.assign(describe, { each: bind(describe, false) }),
    it: Object.assign(it, { each: bind(it, false) }),
    jest: { setTimeout: () => undefined },
  });
  loaders[spec]?.();
  return tests;
}
