import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** What an orchestrator asks the runtime for, whose order a history holds it to. */
const ASKED = new Set(['callActivity', 'callActivityWithRetry', 'callSubOrchestrator', 'callSubOrchestratorWithRetry', 'callEntity', 'signalEntity', 'callHttp', 'createTimer', 'waitForExternalEvent', 'continueAsNew', 'newGuid', 'all', 'any', 'lock']);

type Functions = ReadonlyMap<string, ts.FunctionLikeDeclaration>;

const functionsOf = (source: ts.SourceFile): Functions =>
  new Map(source.statements.flatMap((statement): [string, ts.FunctionLikeDeclaration][] => {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) return [[statement.name.text, statement]];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }): [string, ts.FunctionLikeDeclaration][] =>
      ts.isIdentifier(name) && initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) ? [[name.text, initializer]] : []);
  }));

/** Steps of a piece of code, in the order of its text, loops and branches by their indentation. @param given what the parameters stand for. */
const stepsIn = (node: ts.Node, functions: Functions, given: ReadonlyMap<string, string>, indent: string): string[] => {
  const inner = (children: readonly (ts.Node | undefined)[], deeper = indent): string[] => children.flatMap((child) => (child === undefined ? [] : stepsIn(child, functions, given, deeper)));
  const block = (head: string, ...children: (ts.Node | undefined)[]): string[] => {
    const own = inner(children, `${indent}  `);
    return own.length === 0 ? [] : [indent + head, ...own];
  };
  if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) return block('loop', ...node.getChildren());
  if (ts.isIfStatement(node)) return [...inner([node.expression]), ...block('if', node.thenStatement), ...block('else', node.elseStatement)];
  if (ts.isConditionalExpression(node)) return [...inner([node.condition]), ...block('if', node.whenTrue), ...block('else', node.whenFalse)];
  if (ts.isReturnStatement(node)) return [...inner([node.expression]), `${indent}end`];
  if (ts.isCallExpression(node)) {
    const { expression, arguments: args } = node;
    if (ts.isPropertyAccessExpression(expression) && ASKED.has(expression.name.text)) {
      const [first] = args;
      const named = first === undefined ? '' : ts.isStringLiteral(first) ? first.text : (given.get(first.getText()) ?? '');
      return [...inner(args.filter((arg) => !ts.isStringLiteral(arg))), `${indent}${expression.name.text}${named === '' ? '' : ` ${named}`}`];
    }
    const called = ts.isIdentifier(expression) ? functions.get(expression.text) : undefined;
    if (called?.body !== undefined) {
      const own = new Map(called.parameters.map((parameter, index) => [parameter.name.getText(), args[index]]).flatMap(([name, arg]) => (typeof name === 'string' && arg !== undefined && typeof arg !== 'string' && ts.isStringLiteral(arg) ? [[name, arg.text] as const] : [])));
      return [...inner(args), ...stepsIn(called.body, functions, own, indent)];
    }
  }
  return inner(node.getChildren());
};

/** The steps of each orchestration that a file registers, by its name. */
export const stepsOfFile = (file: string): Readonly<Record<string, readonly string[]>> => {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const functions = functionsOf(source);
  const found: Record<string, readonly string[]> = {};
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'df.app.orchestration') {
      const [name, handler] = node.arguments;
      if (name !== undefined && handler !== undefined && ts.isStringLiteral(name) && (ts.isFunctionExpression(handler) || ts.isArrowFunction(handler))) found[name.text] = stepsIn(handler.body, functions, new Map(), '');
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
};
