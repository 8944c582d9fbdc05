import { serve } from '@fangpiao/chassis/serve';
import { compose } from './compose.ts';
import { readHouseholdsConfig } from './config.ts';

await serve({ service: 'households', compose, config: readHouseholdsConfig });
