import { join } from 'node:path';
import {
  accountName,
  apiPrefixFor,
  durableName,
  passwordVariable,
  producersOf,
  repairSubject,
  serviceNames,
  streamName,
  subscribersOf,
} from './nats-accounts.ts';
import type { ServiceName } from './nats-accounts.ts';

const deployFolder = join(import.meta.dirname, '..', '..', '..', 'deploy', 'nats');

/** The server's configuration, the same on a laptop, in the tests and in production. */
export const natsConfigFile = join(deployFolder, 'nats.conf');

/** The accounts that it includes; written by `renderAccounts`, never by hand. */
export const natsAccountsFile = join(deployFolder, 'accounts.conf');

/** The accounts of all services as the server reads them. */
export function renderAccounts(): string {
  return `# Written by tools/engines from its table of services; change nats-accounts.ts, not this file.
# Passwords come from the environment. The server reads their text as configuration: let them
# begin with a letter, or put them in double quotes (bcrypt hashes need that).

system_account: SYS

accounts {
  SYS {
    users [ { user: system, password: $${passwordVariable('system')} } ]
  }
${serviceNames.map(account).join('')}}
`;
}

function account(service: ServiceName): string {
  return `
  ${accountName(service)} {
    jetstream { max_file: 20GB, max_memory: 64MB, max_streams: 8, max_consumers: 64 }
    users [
      {
        user: ${service}
        password: $${passwordVariable(service)}
        permissions {
          publish { allow: [
${mayPublish(service).map(entry).join('')}          ] }
          subscribe { allow: [
${maySubscribe(service).map(entry).join('')}          ] }
          # Answers to repair requests.
          allow_responses { max: 1000, expires: "1m" }
        }
      }
    ]
    exports [
${subscribersOf(service)
  .flatMap((subscriber) => exportsTo(service, subscriber))
  .join('')}    ]
    imports [
${producersOf[service].flatMap((producer) => importsFrom(producer, service)).join('')}    ]
  }
`;
}

function entry(subject: string): string {
  return `            "${subject}"\n`;
}

function mayPublish(service: ServiceName): string[] {
  return [
    `${service}.>`,
    // Both belong to the own account; of another's, only what is imported below exists here.
    '$JS.API.>',
    '$JS.ACK.>',
    ...producersOf[service].flatMap((producer) => [
      `${apiPrefixFor(producer)}.>`,
      repairSubject(producer, service),
    ]),
  ];
}

function maySubscribe(service: ServiceName): string[] {
  return [`${service}.>`, '_INBOX.>', '$JS.EVENT.ADVISORY.>'];
}

/** The subjects of one durable consumer: to fetch, to look at it, to acknowledge. */
function consumerSubjects(producer: ServiceName, subscriber: ServiceName) {
  const consumer = `${streamName(producer)}.${durableName(subscriber, producer)}`;
  return {
    next: `CONSUMER.MSG.NEXT.${consumer}`,
    info: `CONSUMER.INFO.${consumer}`,
    acknowledge: `$JS.ACK.${consumer}.>`,
  };
}

function exportsTo(producer: ServiceName, subscriber: ServiceName): string[] {
  const { next, info, acknowledge } = consumerSubjects(producer, subscriber);
  const to = `accounts: [${accountName(subscriber)}]`;
  return [
    // One request is answered by a whole batch.
    `      { service: "$JS.API.${next}", response_type: stream, ${to} }\n`,
    `      { service: "$JS.API.${info}", ${to} }\n`,
    `      { service: "${acknowledge}", ${to} }\n`,
    `      { service: "${repairSubject(producer, subscriber)}", ${to} }\n`,
  ];
}

function importsFrom(producer: ServiceName, subscriber: ServiceName): string[] {
  const { next, info, acknowledge } = consumerSubjects(producer, subscriber);
  const prefix = apiPrefixFor(producer);
  const from = (subject: string): string =>
    `service: { account: ${accountName(producer)}, subject: "${subject}" }`;
  return [
    `      { ${from(`$JS.API.${next}`)}, to: "${prefix}.${next}" }\n`,
    `      { ${from(`$JS.API.${info}`)}, to: "${prefix}.${info}" }\n`,
    `      { ${from(acknowledge)} }\n`,
    `      { ${from(repairSubject(producer, subscriber))} }\n`,
  ];
}
