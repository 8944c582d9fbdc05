/**
 * A document as a database gives it back: a copy of its own, without undefined fields. What a database would give back
 * changed (a Date, a Map, a function) is a fault of whoever wrote it.
 */
export function asStored<Value>(value: Value): Value {
  if (typeof value === 'function') throw new Error('a function cannot be stored');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => asStored<unknown>(item)) as Value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new Error(`a ${String(value.constructor?.name)} cannot be stored`);
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const field: unknown = (value as Record<string, unknown>)[name];
    if (field === undefined) continue;
    copy[name] = typeof field === 'string' ? field : asStored(field);
  }
  return copy as Value;
}
