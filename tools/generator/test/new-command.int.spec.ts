import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GeneratorProblem, layOutCommand } from '../src/index.ts';

jest.setTimeout(300_000);

const repository = resolve(__dirname, '../../..');
const libraries = ['contracts', 'chassis', 'values', 'policy'];
const services = ['vouchers', 'settlement', 'listings'];
let copy: string;

/** A copy of what services stand on, in which the libraries' names lead to the copy. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'fangpiao-generator-'));
  for (const name of libraries) {
    cpSync(join(repository, 'libs', name, 'src'), join(copy, 'libs', name, 'src'), {
      recursive: true,
    });
  }
  for (const name of services) {
    mkdirSync(join(copy, 'apps', name), { recursive: true });
    cpSync(join(repository, 'apps', name, 'src'), join(copy, 'apps', name, 'src'), {
      recursive: true,
    });
  }
  writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
  cpSync(join(repository, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'));
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

it('lays out commands that the type checker accepts, on old and new aggregates', async () => {
  const laid = [
    layOutCommand(copy, { service: 'vouchers', command: 'report-loss', aggregate: 'voucher' }),
    layOutCommand(copy, { service: 'settlement', command: 'pause-claim' }),
    layOutCommand(copy, { service: 'listings', command: 'open-inquiry' }),
  ].flatMap(({ files }) => files);
  expect(laid).toContain('apps/vouchers/src/commands/report-loss.ts');
  expect(laid).toContain('apps/listings/src/domain/inquiry.ts');
  expect(laid).not.toContain('apps/vouchers/src/domain/voucher.ts');
  const routes = readFileSync(join(copy, 'libs/contracts/src/listings/routes.ts'), 'utf8');
  expect(routes).toMatch(/openInquiry,\n\] as const;/);

  writeFileSync(
    join(copy, 'tsconfig.json'),
    JSON.stringify({
      extends: './tsconfig.base.json',
      compilerOptions: {
        paths: Object.fromEntries(
          libraries.map((name) => [`@fangpiao/${name}`, [`./libs/${name}/src/index.ts`]]),
        ),
      },
      files: [...laid, 'libs/contracts/src/index.ts'],
    }),
  );
  expect(await typeErrors()).toBe('');
});

it.each([
  [{ service: 'portal', command: 'report-loss' }, 'portal'],
  [{ service: 'vouchers', command: 'report' }, 'report'],
  [{ service: 'vouchers', command: 'start-purchase' }, 'start-purchase.ts'],
])('writes nothing for %j', (request, named) => {
  expect(() => layOutCommand(copy, request)).toThrow(GeneratorProblem);
  expect(() => layOutCommand(copy, request)).toThrow(named);
});

function typeErrors(): Promise<string> {
  const checker = join(repository, 'node_modules/typescript/bin/tsc');
  return new Promise((done) => {
    execFile(process.execPath, [checker, '-p', copy], (_error, output) =>
      done(output.slice(0, 2_000)),
    );
  });
}
