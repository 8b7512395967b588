import { type Constraint, parseConstraint } from './constraints';

export interface ParameterPart {
  readonly kind: 'parameter';
  readonly name: string;
  readonly constraints: readonly Constraint[];
  readonly optional: boolean;
  readonly catchAll: boolean;
  readonly default?: string;
}
export interface LiteralPart {
  readonly kind: 'literal';
  readonly text: string;
}
export type Part = LiteralPart | ParameterPart;
/** What stands between two slashes: one part, or several for a complex segment such as `{name}.{extension}`. */
export type Segment = readonly [Part, ...Part[]];

export interface RouteTemplate {
  readonly text: string;
  readonly segments: readonly Segment[];
}

/**
 * Parses a route template as ASP.NET Core writes them; `{{` and `}}` stand for a brace.
 * Errors, each naming the template: braces that do not match, a parameter name that is empty or used twice (case does not matter), an unknown
 * constraint, a catch-all that is not last, an optional parameter with something after it, two parameters with nothing between them.
 * Source: "Routing in ASP.NET Core", Route templates.
 */
export function parseRouteTemplate(text: string): RouteTemplate {
  try {
    const trimmed = text.replace(/^~?\//, '').replace(/\/$/, '');
    const segments = trimmed === '' ? [] : splitSegments(trimmed).map(parseSegment);
    validate(segments);
    return { text, segments };
  } catch (error) {
    throw new Error(`Route "${text}": ${(error as Error).message}`, { cause: error });
  }
}

/** A slash inside braces belongs to a constraint. */
function splitSegments(text: string): string[] {
  const segments: string[] = [];
  let current = '';
  let inParameter = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if ((character === '{' || character === '}') && text[at + 1] === character) {
      current += character + character;
      at += 1;
      continue;
    }
    if (character === '{') inParameter = true;
    if (character === '}') inParameter = false;
    if (character === '/' && !inParameter) {
      segments.push(current);
      current = '';
    } else current += character;
  }
  return [...segments, current];
}

function parseSegment(text: string): Segment {
  if (text === '') throw new Error('a segment is empty.');
  const parts: Part[] = [];
  let literal = '';
  const endLiteral = (): void => {
    if (literal !== '') parts.push({ kind: 'literal', text: literal });
    literal = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if ((character === '{' || character === '}') && text[at + 1] === character) {
      literal += character;
      at += 1;
    } else if (character === '{') {
      const end = endOfParameter(text, at);
      endLiteral();
      parts.push(parseParameter(text.slice(at + 1, end).replaceAll('{{', '{').replaceAll('}}', '}')));
      at = end;
    } else if (character === '}') throw new Error('a "}" has no "{".');
    else literal += character;
  }
  endLiteral();
  return parts as unknown as Segment;
}

function endOfParameter(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '{' && text[at + 1] === '{') at += 1;
    else if (text[at] === '}' && text[at + 1] === '}' && text.indexOf('}', at + 2) >= 0) at += 1;
    else if (text[at] === '{') throw new Error('a "{" stands inside a parameter; write "{{".');
    else if (text[at] === '}') return at;
  }
  throw new Error('a "{" has no "}".');
}

function parseParameter(text: string): ParameterPart {
  const catchAll = text.startsWith('*');
  const body = text.replace(/^\*{1,2}/, '');
  const nameEnd = body.search(/[:=?]/);
  const name = nameEnd < 0 ? body : body.slice(0, nameEnd);
  if (!/^[^/{}*?:=]+$/.test(name)) throw new Error(`"${name}" is not a parameter name.`);
  const { constraints, rest } = splitConstraints(nameEnd < 0 ? '' : body.slice(nameEnd));
  const optional = rest === '?';
  if (rest !== '' && !optional && !rest.startsWith('=')) throw new Error(`"${rest}" after parameter "${name}" means nothing.`);
  return {
    kind: 'parameter',
    name,
    catchAll,
    optional,
    constraints: constraints.map(parseConstraint),
    ...(rest.startsWith('=') ? { default: rest.slice(1) } : {}),
  };
}

/** `:int:range(1,5)=3` → the constraints and what follows them. Colons, `=` and `?` inside parentheses belong to the constraint. */
function splitConstraints(text: string): { constraints: string[]; rest: string } {
  const constraints: string[] = [];
  let at = 0;
  while (text[at] === ':') {
    let depth = 0;
    let end = at + 1;
    while (end < text.length && (depth > 0 || !':=?'.includes(text[end] as string))) {
      if (text[end] === '(') depth += 1;
      // A closing parenthesis ends the constraint only where a new part, or nothing, follows: an expression may hold unbalanced ones.
      if (text[end] === ')' && (end + 1 === text.length || ':=?'.includes(text[end + 1] as string))) depth = 0;
      end += 1;
    }
    constraints.push(text.slice(at + 1, end));
    at = end;
  }
  return { constraints, rest: text.slice(at) };
}

function validate(segments: readonly Segment[]): void {
  const names = new Set<string>();
  segments.forEach((segment, index) => {
    segment.forEach((part, position) => {
      if (part.kind === 'literal') {
        if (part.text.includes('?')) throw new Error('a literal cannot hold "?".');
        return;
      }
      const key = part.name.toLowerCase();
      if (names.has(key)) throw new Error(`parameter "${part.name}" appears twice.`);
      names.add(key);
      if (part.catchAll && (segment.length > 1 || index < segments.length - 1)) throw new Error('a catch-all stands alone, as the last segment.');
      if (segment[position + 1]?.kind === 'parameter') throw new Error('two parameters need something between them.');
      if (part.optional && segment.length > 1 && !endsWithOptional(segment, position)) {
        throw new Error('inside a segment, an optional parameter comes last, after a ".".');
      }
      if (part.optional && index < segments.length - 1 && !segments.slice(index + 1).every(canBeLeftOut)) {
        throw new Error(`optional parameter "${part.name}" is followed by something that is not.`);
      }
    });
  });
}

function endsWithOptional(segment: Segment, position: number): boolean {
  const before = segment[position - 1];
  return position === segment.length - 1 && before?.kind === 'literal' && before.text === '.';
}

/** Whether a URL may end before this segment. */
export function canBeLeftOut(segment: Segment): boolean {
  const [part] = segment;
  return segment.length === 1 && part.kind === 'parameter' && (part.optional || part.catchAll || part.default !== undefined);
}
