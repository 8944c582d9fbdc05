import { serve } from '@fangpiao/chassis/serve';
import { compose } from './compose.ts';
import { cityFrom } from './config.ts';

await serve({ service: 'listings', compose, config: cityFrom });
