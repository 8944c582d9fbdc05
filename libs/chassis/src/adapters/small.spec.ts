import { z } from 'zod';
import { ConfigProblem, readConfig, readConfigOrExit, setting } from './config.ts';
import { createLog } from './log.ts';
import { createTelemetry } from './telemetry.ts';

describe('the log', () => {
  function logged(message: string, fields?: object): string {
    let line = '';
    const destination = { write: (text: string) => void (line += text) };
    createLog({ service: 'listings', destination }).error(message, fields);
    return line;
  }

  test.each([
    ['by field name', { buyer: { nationalId: 'secret-value', personName: 'secret-value' } }],
    ['by field name in a list', { people: [{ phone: 'secret-value' }] }],
    ['a name that may be a person’s', { name: '王 secret-value' }],
    ['a token', { headers: { authorization: 'Bearer secret-value' } }],
    ['inside a text', { note: 'number 11010519491231002X, phone 13800138000' }],
    ['inside an error', { problem: new Error('duplicate 11010519491231002X') }],
    ['inside a stack', { stack: 'Error: Bearer secret-value at door.ts' }],
  ])('never holds personal data: %s', (_name, fields) => {
    const line = logged('failed for 11010519491231002X', fields);
    expect(line).not.toMatch(/secret-value|11010519491231002X|13800138000/);
    expect(JSON.parse(line)).toMatchObject({ service: 'listings', level: 'error' });
  });

  test('leaves ids, money and counts readable', () => {
    const fields = { voucherId: 'voucher-1', faceValueFen: 101_236_720, name: 'publish-digest' };
    expect(JSON.parse(logged('ok', fields))).toMatchObject(fields);
  });
});

describe('the configuration', () => {
  const shape = {
    PORT: setting.port('where the service listens'),
    DATABASE_URL: setting.text('the own database'),
    VAULT_KEY: setting.key('wraps the keys of personal data'),
    REGION: z.string().default('here'),
  };

  test('is typed', () => {
    const key = Buffer.alloc(32).toString('base64');
    const config = readConfig(shape, { PORT: '8080', DATABASE_URL: 'x', VAULT_KEY: key });
    expect(config).toEqual({ PORT: 8080, DATABASE_URL: 'x', VAULT_KEY: key, REGION: 'here' });
  });

  test('names everything that is missing or wrong, one sentence each, without its value', () => {
    let written = '';
    const process = {
      stderr: { write: (text: string) => (written += text) },
      exit: (code: number): never => {
        throw new Error(`exit ${code}`);
      },
    };
    const environment = { PORT: 'secret-port', DATABASE_URL: '', VAULT_KEY: 'secret-key' };
    expect(() => readConfigOrExit(shape, environment, process)).toThrow('exit 1');
    expect(written.split('\n')).toEqual([
      expect.stringMatching(/^Environment variable PORT .* is wrong: it .*\.$/),
      'Environment variable DATABASE_URL (the own database) is missing: set it.',
      expect.stringContaining(
        'VAULT_KEY (wraps the keys of personal data) is wrong: it must be 32',
      ),
      '',
    ]);
    expect(written).not.toContain('secret');
    expect(() => readConfig(shape, {})).toThrow(ConfigProblem);
  });
});

test('telemetry without an SDK runs the work and hands on the caller’s trace', async () => {
  const telemetry = createTelemetry('listings');
  const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
  const span = { name: 'dispatch', traceparent, attributes: { count: 1 } };
  expect(await telemetry.span(span, async (inner) => inner)).toBe(traceparent);
  await expect(telemetry.span(span, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
  telemetry.answered('PutUpStall', 201, 3);
});
