import { timingSafeEqual } from 'node:crypto';
import { Contention } from '../core/problems.ts';
import { Gatherer } from '../core/gatherer.ts';
import type { Chance, CollectionDeclaration, Store, Timers } from '../core/ports.ts';
import { decrypt, encrypt, keyBytes } from './cipher.ts';
import { blindIndexOf, blindName, digestOf } from './vault-document.ts';
import type { PersonalFields, PersonReference, VaultDocument } from './vault-document.ts';

const collection = 'vault';
const attemptsAtMost = 8;
const contentsAtMost = 50;
const personsOfOneValue = 100;

/** Keys by generation. A new generation is added beside the old one, made current, then `rotate` re-wraps. */
export interface VaultKeys {
  readonly current: number;
  readonly master: ReadonlyMap<number, Uint8Array>;
  readonly blind: ReadonlyMap<number, Uint8Array>;
}

/** Why somebody looks at personal data. The caller records it as an act before asking. */
export interface RevealReason {
  readonly actor: string;
  readonly purpose: string;
}

export class VaultProblem extends Error {
  override name = 'VaultProblem';
}

export interface Vault {
  put(personId: string, fields: PersonalFields): Promise<PersonReference>;
  /** Undefined for an unknown or a destroyed person. Only the fields asked for are given. */
  reveal<Field extends string>(
    personId: string,
    fields: readonly Field[],
    reason: RevealReason,
    contentVersion?: number,
  ): Promise<{ readonly [field in Field]?: string } | undefined>;
  /** Ids of the persons whose field equals the value. */
  findByValue(field: string, value: string): Promise<string[]>;
  /** Whether a digest in the chain belongs to what the vault holds. */
  prove(reference: PersonReference): Promise<'holds' | 'differs' | 'destroyed'>;
  /** Re-wraps up to `limit` persons under the current generation; answers how many it did. */
  rotate(limit: number): Promise<number>;
  /** Destroys key and salt: nobody reads the person again, the chain of commits stays valid. */
  destroy(personId: string): Promise<void>;
}

/** What `Store.prepare` is told. */
export function vaultCollection(
  keys: VaultKeys,
  indexedFields: readonly string[],
): CollectionDeclaration {
  const indexes = indexedFields.flatMap((field) =>
    [...keys.blind.keys()].map((generation) => ({
      [`blind.${blindName(field, generation)}`]: 1 as const,
    })),
  );
  return { name: collection, indexes: [...indexes, { generation: 1 }] };
}

export function createVault(options: {
  store: Store;
  chance: Chance;
  timers: Timers;
  keys: VaultKeys;
  /** Fields that equality is asked of. */
  indexedFields: readonly string[];
}): Vault {
  const { store, chance, timers, keys, indexedFields } = options;
  const master = keyOf(keys.master, keys.current, 'master');
  const blind = keyOf(keys.blind, keys.current, 'blind');

  /** Look-ups that come together are one read (WRITE-PATH 8). */
  const documents = new Gatherer<VaultDocument>(timers, async (ids) => {
    const found = await store.folded<VaultDocument>(collection, ids);
    return new Map(found.map((document) => [document._id, document]));
  });
  const toWrite = new Map<string, VaultDocument>();
  /** Writes that come together are one write; of two for one person the later waits for its own. */
  const writes = new Gatherer<true>(timers, async (ids) => {
    const documents = ids.map((id) => toWrite.get(id)!);
    toWrite.clear();
    const first = new Set(documents.flatMap(({ _id, version }) => (version === 1 ? [_id] : [])));
    await store.writeFolded(
      collection,
      documents.sort((a, b) => (a._id < b._id ? -1 : 1)),
      (id) => first.has(id),
    );
    return new Map(ids.map((id) => [id, true]));
  });
  const byValue = new Map(
    indexedFields.flatMap((field) =>
      [...keys.blind.keys()].map((generation) => {
        const name = blindName(field, generation);
        return [name, gathererByValue(name)] as const;
      }),
    ),
  );

  function gathererByValue(name: string): Gatherer<string[]> {
    return new Gatherer(timers, async (values) => {
      const found = await store.find<VaultDocument>(
        collection,
        { [`blind.${name}`]: { $in: [...values] } },
        { limit: values.length * personsOfOneValue },
      );
      const persons = new Map<string, string[]>();
      for (const { _id, blind: held } of found) {
        const value = held[name]!;
        persons.set(value, [...(persons.get(value) ?? []), _id]);
      }
      return persons;
    });
  }

  return {
    async put(personId, fields) {
      const document = await change(personId, (known) => {
        if (known?.generation === 0) throw new VaultProblem(`person ${personId} was destroyed`);
        const secret = known ? unwrap(known) : chance.bytes(2 * keyBytes);
        const latest = known?.contents.at(-1);
        if (known && latest && isSame(open(known, secret, latest), fields)) return known;
        const contentVersion = (latest?.contentVersion ?? 0) + 1;
        const contents = [
          ...(known?.contents ?? []),
          { contentVersion, sealed: sealFields(personId, secret, contentVersion, fields) },
        ];
        if (contents.length > contentsAtMost) {
          throw new VaultProblem(
            `person ${personId} was changed more than ${contentsAtMost} times`,
          );
        }
        return wrapped(personId, known, secret, contents, fields);
      });
      const { contentVersion } = document.contents.at(-1)!;
      const digest = digestOf(saltIn(unwrap(document)), contentVersion, fields);
      return { personId, contentVersion, digest };
    },

    async reveal(personId, fields, reason, contentVersion) {
      if (reason.actor.trim() === '' || reason.purpose.trim() === '') {
        throw new VaultProblem('personal data is revealed to somebody, for a reason');
      }
      const document = await read(personId);
      if (!document || document.generation === 0) return undefined;
      const content = document.contents.find((each) => each.contentVersion === contentVersion);
      const chosen = contentVersion === undefined ? document.contents.at(-1) : content;
      if (!chosen) return undefined;
      const all = open(document, unwrap(document), chosen);
      const asked = fields.filter((field) => Object.hasOwn(all, field));
      return Object.fromEntries(asked.map((field) => [field, all[field]!])) as never;
    },

    async findByValue(field, value) {
      if (!indexedFields.includes(field)) throw new VaultProblem(`no blind index for "${field}"`);
      const found = new Set<string>();
      for (const [generation, key] of keys.blind) {
        const gatherer = byValue.get(blindName(field, generation))!;
        for (const id of (await gatherer.get(blindIndexOf(key, field, value))) ?? []) found.add(id);
      }
      return [...found];
    },

    async prove({ personId, contentVersion, digest }) {
      const document = await read(personId);
      if (document?.generation === 0) return 'destroyed';
      const content = document?.contents.find((each) => each.contentVersion === contentVersion);
      if (!document || !content) return 'differs';
      const secret = unwrap(document);
      const held = digestOf(saltIn(secret), contentVersion, open(document, secret, content));
      const [a, b] = [Buffer.from(held), Buffer.from(digest)];
      return a.byteLength === b.byteLength && timingSafeEqual(a, b) ? 'holds' : 'differs';
    },

    async rotate(limit) {
      const filter = { generation: { $gt: 0, $lt: keys.current } };
      const old = await store.find<VaultDocument>(collection, filter, { limit });
      for (const { _id } of old) {
        await change(_id, (known) => {
          if (!known || known.generation === 0 || known.generation === keys.current) return known;
          const secret = unwrap(known);
          const fields = open(known, secret, known.contents.at(-1)!);
          return wrapped(_id, known, secret, known.contents, fields);
        });
      }
      return old.length;
    },

    async destroy(personId) {
      await change(personId, (known) =>
        known?.generation === 0
          ? known
          : {
              _id: personId,
              version: (known?.version ?? 0) + 1,
              writer: newWriter(),
              generation: 0,
              wrapped: '',
              contents: [],
              blind: {},
            },
      );
    },
  };

  async function write(document: VaultDocument): Promise<void> {
    if (toWrite.has(document._id)) return store.writeFolded(collection, [document]);
    toWrite.set(document._id, document);
    await writes.get(document._id);
  }

  function read(personId: string): Promise<VaultDocument | undefined> {
    return documents.get(personId);
  }

  /** Writes what `next` makes of the stored document, again and again until exactly that is stored. */
  async function change<Next extends VaultDocument | undefined>(
    personId: string,
    next: (known: VaultDocument | undefined) => Next,
  ): Promise<Next> {
    for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
      const known = await read(personId);
      const document = next(known);
      if (!document || document === known) return document;
      await write(document);
      if ((await read(personId))?.writer === document.writer) return document;
    }
    throw new Contention(`person ${personId} is being changed by others`);
  }

  function wrapped(
    personId: string,
    known: VaultDocument | undefined,
    secret: Uint8Array,
    contents: VaultDocument['contents'],
    fields: PersonalFields,
  ): VaultDocument {
    const indexed = indexedFields.filter((field) => fields[field] !== undefined);
    return {
      _id: personId,
      version: (known?.version ?? 0) + 1,
      writer: newWriter(),
      generation: keys.current,
      wrapped: encrypt({ key: master, bound: personId, chance }, secret),
      contents,
      blind: Object.fromEntries(
        indexed.map((field) => [
          blindName(field, keys.current),
          blindIndexOf(blind, field, fields[field]!),
        ]),
      ),
    };
  }

  function unwrap(document: VaultDocument): Buffer {
    const key = keyOf(keys.master, document.generation, 'master');
    return decrypt({ key, bound: document._id }, document.wrapped);
  }

  function sealFields(
    personId: string,
    secret: Uint8Array,
    contentVersion: number,
    fields: PersonalFields,
  ): string {
    const key = secret.subarray(0, keyBytes);
    const bound = `${personId}#${contentVersion}`;
    return encrypt({ key, bound, chance }, Buffer.from(JSON.stringify(fields)));
  }

  function newWriter(): string {
    return Buffer.from(chance.bytes(12)).toString('hex');
  }
}

function open(
  document: VaultDocument,
  secret: Uint8Array,
  content: VaultDocument['contents'][number],
): PersonalFields {
  const key = secret.subarray(0, keyBytes);
  const bound = `${document._id}#${content.contentVersion}`;
  return JSON.parse(decrypt({ key, bound }, content.sealed).toString('utf8')) as PersonalFields;
}

/** The second half of a person's secret. */
function saltIn(secret: Uint8Array): Uint8Array {
  return secret.subarray(keyBytes, 2 * keyBytes);
}

function isSame(a: PersonalFields, b: PersonalFields): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function keyOf(
  keys: ReadonlyMap<number, Uint8Array>,
  generation: number,
  kind: string,
): Uint8Array {
  const key = keys.get(generation);
  if (key?.byteLength !== keyBytes) {
    throw new VaultProblem(
      `the ${kind} key of generation ${generation} is missing or not ${keyBytes} bytes`,
    );
  }
  return key;
}
