/**
 * Seeds that once broke something, with what it was. They are played again for ever; when the story changes, a seed
 * tells another one, so each also has a test of its own beside the code that was mended.
 */
export const seedsThatOnceBroke: readonly {
  readonly seed: number;
  readonly acts?: number;
  readonly what: string;
}[] = [
  { seed: 45, what: 'found while the first simulation was written' },
  { seed: 75, what: 'found while the first simulation was written' },
  { seed: 93, what: 'a replica whose clock was weeks ahead ended reservations early' },
  {
    seed: 130,
    what: 'a revoked filing overtook the spending of its money, which stood spent on a sale that was none',
  },
  ...[84, 99, 263].map((seed) => ({
    seed,
    acts: 120,
    what: 'an event lost behind a dead letter was never asked for',
  })),
  { seed: 224, acts: 120, what: 'replaying a dead letter passed over an event' },
  {
    seed: 411,
    acts: 120,
    what: 'a use that was over when it was known was taken for a second sale',
  },
];
