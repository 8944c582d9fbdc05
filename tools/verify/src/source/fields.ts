/** Careful reading of content that may have been altered: a missing text is '', a missing number NaN. */
export class Fields {
  readonly #content: Record<string, unknown>;

  constructor(content: unknown) {
    this.#content =
      typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
  }

  has(name: string): boolean {
    return this.#content[name] !== undefined && this.#content[name] !== null;
  }

  text(name: string): string {
    const value = this.#content[name];
    return typeof value === 'string' ? value : '';
  }

  /** Whole fen, never negative; anything else is NaN, which equals nothing. */
  fen(name: string): number {
    const value = this.#content[name];
    return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : NaN;
  }

  isFalse(name: string): boolean {
    return this.#content[name] === false;
  }

  number(name: string): number {
    const value = this.#content[name];
    return typeof value === 'number' ? value : NaN;
  }

  list(name: string): Fields[] {
    const value = this.#content[name];
    return Array.isArray(value) ? value.map((item) => new Fields(item)) : [];
  }

  of(name: string): Fields {
    return new Fields(this.#content[name]);
  }

  names(): string[] {
    return Object.keys(this.#content);
  }
}
