/** The mark of a branded type: it exists for the type checker only and costs nothing at run time. */
export declare const brand: unique symbol;

/** A `Base` that has been checked; only this library makes one. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
