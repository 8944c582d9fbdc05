import { describeBadInput } from '@fangpiao/testing';
import { compose } from '../src/compose.ts';
import { testKeys } from './office.fixture.ts';

describeBadInput('households', (config, ports) =>
  compose({ ...config, vaultKeys: testKeys }, ports),
);
