export * from './person.ts';
export * from './signing-key.ts';
export * from './tokens.ts';
export * from './issuer.ts';
export * from './token-source.ts';
export * from './test-identity.ts';
export * from './kept-passwords.ts';
