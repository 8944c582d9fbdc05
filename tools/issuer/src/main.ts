import { roles } from '@fangpiao/contracts';
import { startIssuer } from './issuer.ts';
import { keptPasswords } from './kept-passwords.ts';
import { demoPeople } from './person.ts';

/** `node tools/issuer/src/main.ts`: ISSUER_HOST, ISSUER_PORT, ISSUER_DATA and DISTRICT come from the environment. */
const dataFolder = process.env['ISSUER_DATA'] ?? '.data/issuer';
const passwords = await keptPasswords(dataFolder, roles);
const people = demoPeople({
  district: process.env['DISTRICT'] ?? 'demo-district',
  passwordFor: (username) => passwords.get(username)!,
});
const host = process.env['ISSUER_HOST'];
const issuer = await startIssuer({
  ...(host !== undefined && { host }),
  port: Number(process.env['ISSUER_PORT'] ?? 4100),
  people,
  dataFolder,
});
process.stdout.write(`OpenID Connect issuer for the demo: ${issuer.url}\n`);
for (const { username, password } of people) {
  process.stdout.write(`  ${username.padEnd(24)}${password}\n`);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void issuer.close());
}
