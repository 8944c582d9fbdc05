import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** As much of a path through the syntax tree as is looked at. */
type Path = {
  readonly node: { readonly type: string; readonly key?: Named; readonly callee?: Callee };
  readonly parentPath: Path | null;
};
type Named = { readonly type: string; readonly name?: string };
type Callee = Named & { readonly property?: Named };

/**
 * What is only wording is not mutated: the zh and en sentences of refusals, problems and names, and
 * the descriptions a schema gives to editors. Another sentence is no other decision; that there is a
 * sentence in both languages, without holes, the examples assert. What chooses between two
 * sentences is mutated like any other code.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'wording', {
    shouldIgnore(path) {
      const { node, parentPath } = path as Path;
      const isText = node.type === 'StringLiteral' || node.type === 'TemplateLiteral';
      return isText && isWording(parentPath) ? 'wording' : undefined;
    },
  }),
];

/** Functions that are handed a sentence in Chinese and one in English. */
const takesBoth = new Set(['fail', 'notNow', 'malformed']);

function isWording(parent: Path | null): boolean {
  if (!parent) return false;
  const { type, key, callee } = parent.node;
  if (type === 'ConditionalExpression' || type === 'LogicalExpression') {
    return isWording(parent.parentPath);
  }
  if (type === 'ObjectProperty') return key?.name === 'zh' || key?.name === 'en';
  if (type !== 'CallExpression') return false;
  return callee?.property?.name === 'describe' || takesBoth.has(callee?.name ?? '');
}
