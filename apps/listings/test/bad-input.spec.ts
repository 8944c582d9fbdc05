import { describeBadInput } from '@fangpiao/testing';
import { compose } from '../src/compose.ts';

describeBadInput('listings', compose);
