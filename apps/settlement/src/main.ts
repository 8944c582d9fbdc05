import { serve } from '@fangpiao/chassis/serve';
import { compose } from './compose.ts';

await serve({ service: 'settlement', compose });
