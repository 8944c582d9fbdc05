import { serve } from '@fangpiao/chassis/serve';
import { compose } from './compose.ts';
import { cityRulesFrom } from './config.ts';

const city = cityRulesFrom(process);

await serve({
  service: 'listings',
  compose: (config, ports) => compose({ ...config, city }, ports),
});
