/** Lints texts that are not on the disk: `node planted.mjs '[{"file":"apps/x/src/a.ts","text":"…"}]'`. */
import { ESLint } from 'eslint';

const eslint = new ESLint({
  overrideConfig: {
    // Rules that need types need the file on the disk.
    languageOptions: { parserOptions: { project: false } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
    },
  },
});
const found = [];
for (const { file, text } of JSON.parse(process.argv[2])) {
  const [result] = await eslint.lintText(text, { filePath: file });
  found.push(result.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}
console.log(JSON.stringify(found));
