import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defects } from './defects.ts';
import { withDefect } from './plant.ts';

const repository = resolve(__dirname, '../../../..');

describe('the defects that `npm run simulate -- --planted` puts into a copy of the code', () => {
  // Code that was rewritten moves its defect with it: say it in the new text, and plant it once.
  it.each(defects.map((defect) => [defect.id, defect] as const))(
    'can still be planted: %s',
    (_id, { edits, test }) => {
      for (const edit of edits) {
        const text = readFileSync(join(repository, edit.file), 'utf8');
        expect(withDefect(text, edit)).not.toBe(text);
      }
      expect(existsSync(join(repository, test))).toBe(true);
    },
  );
});
