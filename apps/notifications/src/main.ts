import { serve } from '@fangpiao/chassis/serve';
import { compose } from './compose.ts';

await serve({ service: 'notifications', compose });
