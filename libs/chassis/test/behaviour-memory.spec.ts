import { describeBehaviour } from './behaviour.ts';
import { createMemoryWorld } from './memory-world.ts';

describeBehaviour('memory engines', () => Promise.resolve(createMemoryWorld()));
