import { createHash } from 'node:crypto';

/** Everything that happened, as one hash: the same seed must give the same. */
export class History {
  #text = '';
  readonly #hash = createHash('sha256');

  note(what: string): void {
    this.#text += `${what}\n`;
    if (this.#text.length > 65_536) this.#flush();
  }

  digest(): string {
    this.#flush();
    return this.#hash.copy().digest('hex');
  }

  #flush(): void {
    this.#hash.update(this.#text);
    this.#text = '';
  }
}
