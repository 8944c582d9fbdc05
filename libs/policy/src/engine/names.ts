import { showValue } from '../formula/compile.ts';
import type { Formula, FormulaValue, Names } from '../formula/compile.ts';
import { zero } from '../formula/exact.ts';
import { boolean } from '../formula/types.ts';
import type { FormulaType } from '../formula/types.ts';
import type { Bilingual } from '../model/basics.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import type { LineInput } from './answer.ts';

/** The names a formula sees: facts and amounts first, then the pack's values, then its tables. */
export class PackNames implements Names {
  private readonly compiled: PolicyPack['compiled'];
  private readonly known = new Map<string, FormulaValue>();
  private readonly texts = new Map<string, string>();

  constructor(compiled: PolicyPack['compiled']) {
    this.compiled = compiled;
  }

  set(name: string, value: FormulaValue): void {
    this.known.set(name, value);
    this.texts.delete(name);
  }

  has(name: string): boolean {
    return this.known.has(name);
  }

  get(name: string): FormulaValue {
    const known = this.known.get(name) ?? this.compiled.constants.get(name);
    if (known !== undefined) return known;
    return this.compiled.tiers.get(name)?.lookup(this) ?? zero;
  }

  shown(name: string, type: FormulaType): string {
    const before = this.texts.get(name);
    if (before !== undefined) return before;
    const shown = showValue(this.get(name), type);
    // A table's choice may change with any name, so it is not kept.
    if (!this.compiled.tiers.has(name)) this.texts.set(name, shown);
    return shown;
  }

  /** The inputs of a formula with their words and values, for a line. */
  inputsOf(formula: Formula): LineInput[] {
    const { compiled } = this;
    const inputs: LineInput[] = [];
    for (const name of formula.names) {
      const type = compiled.types.get(name) ?? boolean;
      const { zh, en } = compiled.names.get(name) as Bilingual;
      inputs.push({ name, zh, en, shown: this.shown(name, type) });
    }
    return inputs;
  }
}
