/**
 * A promise that is kept in a variable and awaited only after something else: if it fails meanwhile nobody has a hand on it, and an unhandled rejection ends the process. What
 * `no-floating-promises` does not see. Fine is one whose variable is named in the next statement that awaits or returns, or that another promise goes on from (`then`, `catch`, `finally`).
 */
export const heldPromise = {
  meta: { type: 'problem', schema: [], messages: { held: '`{{name}}` may fail while something else is awaited: await it at once, or together with that (Promise.all).' } },
  create: ({ sourceCode, report }) => {
    const { program, esTreeNodeToTSNodeMap } = sourceCode.parserServices;
    const checker = program.getTypeChecker();
    const isPromise = (node) => checker.getPromisedTypeOfPromise?.(checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node))) !== undefined;

    return {
      'VariableDeclarator[init]': (declarator) => {
        const { id, parent } = declarator;
        const statements = parent.parent.body;
        if (id.type !== 'Identifier' || !Array.isArray(statements) || !isPromise(id)) return;
        const uses = sourceCode.getDeclaredVariables(declarator)[0].references.map(({ identifier }) => identifier);
        const inside = (statement) => uses.filter(({ range }) => statement.range[0] <= range[0] && range[1] <= statement.range[1]);
        for (const statement of statements.slice(statements.indexOf(parent) + 1)) {
          if (inside(statement).some(goesOn)) return;
          if (!waits(statement, sourceCode.visitorKeys)) continue;
          if (inside(statement).length === 0) report({ node: id, messageId: 'held', data: { name: id.name } });
          return;
        }
        report({ node: id, messageId: 'held', data: { name: id.name } });
      },
    };
  },
};

/** `promise.then(…)` */
const goesOn = ({ parent }) => parent.type === 'MemberExpression' && ['then', 'catch', 'finally'].includes(parent.property.name) && parent.parent.type === 'CallExpression';

/** Whether it awaits or returns, functions inside it left out. */
const waits = (node, visitorKeys) => {
  if (['AwaitExpression', 'ReturnStatement'].includes(node.type) || (node.type === 'ForOfStatement' && node.await)) return true;
  if (/Function/.test(node.type)) return false;
  return (visitorKeys[node.type] ?? []).some((key) => [node[key]].flat().some((child) => child && waits(child, visitorKeys)));
};
