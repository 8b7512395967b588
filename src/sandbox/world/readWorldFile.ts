import { isCollection, isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { type z } from 'zod';
import { type FileProblem } from './fileProblem';
import { referenceProblems } from './worldReferences';
import { worldSchema, type WorldFile } from './worldSchema';

export type ReadWorld = { readonly ok: true; readonly world: WorldFile } | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** `customers[3].domain`. */
const pathText = (path: readonly PropertyKey[]): string => path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`), '');

/** What stands at a path; where nothing does, the nearest thing around it. */
const nodeAt = (document: Document, path: readonly PropertyKey[]): Node | undefined => {
  let node: unknown = document.contents;
  for (const part of path) {
    if (!isCollection(node)) break;
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === part) : undefined;
    const next: unknown = pair?.value ?? node.get(part, true);
    if (next === undefined || next === null) return (pair?.key as Node | undefined) ?? (node);
    node = next;
  }
  return (node as Node | null) ?? undefined;
};

const keyNode = (document: Document, path: readonly PropertyKey[], key: string): Node | undefined => {
  const holder = nodeAt(document, path);
  const pair = isMap(holder) ? holder.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
  return (pair?.key as Node | undefined) ?? holder;
};

/** YAML takes `5310271` and `true` without quotes for a number and a truth. */
const hint = (issue: z.core.$ZodIssue): string => (issue.code === 'invalid_type' && issue.expected === 'string' && ['number', 'bigint', 'boolean'].includes(typeof issue.input) ? '; put it in quotes' : '');

/**
 * Reads a world, which is YAML or JSON, JSON being YAML too. All that is wrong is found at once, each with its line and column; of a file that is no YAML at all only that.
 * @param name as problems call it. @param operatorTenantId which is nobody else's in the file.
 */
export const readWorldFile = (name: string, text: string, operatorTenantId: string): ReadWorld => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problem = (offset: number, reason: string, path?: readonly PropertyKey[]): FileProblem => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1), reason, ...(path !== undefined && path.length > 0 && { path: pathText(path) }) };
  };
  if (document.errors.length > 0) return { ok: false, problems: document.errors.map(({ pos: [offset], message }) => problem(offset, message)) };
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    // An alias of nothing, or too many of them.
    if (error instanceof ReferenceError) return { ok: false, problems: [problem(0, error.message)] };
    throw error;
  }
  const at = (path: readonly PropertyKey[], reason: string): FileProblem => problem(nodeAt(document, path)?.range?.[0] ?? 0, reason, path);
  const parsed = worldSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys' ? issue.keys.map((key) => problem(keyNode(document, issue.path, key)?.range?.[0] ?? 0, 'is nothing that a world has', [...issue.path, key])) : [at(issue.path, `${issue.message}${hint(issue)}`)],
      ),
    };
  }
  const broken = referenceProblems(parsed.data, operatorTenantId);
  return broken.length > 0 ? { ok: false, problems: broken.map(({ path, reason }) => at(path, reason)) } : { ok: true, world: parsed.data };
};
