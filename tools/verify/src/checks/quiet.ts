import { Invariant, type Check } from '../check.ts';
import { findNationalId, masked } from '../own/national-id.ts';
import type { BusMessage, Service, StoredCommit, StoredDocument } from '../source/shapes.ts';

/** No event was laid aside because a service could not handle it. */
export class DeadLetters implements Check {
  readonly #none = new Invariant('no-dead-letters', {
    zh: '没有处理不了而搁置的事件',
    en: 'no event was laid aside unhandled',
  });
  readonly invariants = [this.#none];

  collections(_service: Service, names: readonly string[]): void {
    if (names.includes('dead-letters')) this.#none.checked++;
  }

  document(service: Service, collection: string, letter: StoredDocument): void {
    if (collection !== 'dead-letters') return;
    const events = Array.isArray(letter['events']) ? letter['events'].length : 0;
    this.#none.broken(`${service} ${letter._id}`, `${events} event(s) wait for an operator`);
  }
}

/** Personal numbers lie in the vault, encrypted, and nowhere else. */
export class PersonalData implements Check {
  readonly #none = new Invariant('no-personal-numbers', {
    zh: '提交、视图和消息中没有身份证号',
    en: 'no resident id number in commits, views, mirrors or messages',
  });
  readonly invariants = [this.#none];

  commit(service: Service, commit: StoredCommit): void {
    this.#look(`${service} ${commit._id}`, commit);
  }

  document(service: Service, collection: string, document: StoredDocument): void {
    if (collection !== 'vault') this.#look(`${service} ${collection} ${document._id}`, document);
  }

  message(service: Service, message: BusMessage): void {
    this.#look(`${service} bus message ${message.sequence}`, [message.headers, message.data]);
  }

  #look(record: string, content: unknown): void {
    const text = JSON.stringify(content);
    const found = findNationalId(text);
    this.#none.expect(
      found === undefined,
      found ? record.replace(found, masked(found)) : record,
      () => `holds the resident id number ${masked(found ?? '')}`,
    );
  }
}
