import { type Expression, type PropertyName, type Statement } from './sqlExpression';
import { badSql, type Token, tokensOf } from './sqlTokens';

/** A SQL filter. Source: "Subscription rule SQL filter syntax". @throws BusError */
export function parseFilter(text: string): Expression {
  const parser = new Parser(text);
  const expression = parser.disjunction();
  parser.end();
  return expression;
}

/** A SQL rule action: `SET` and `REMOVE`, separated by semicolons or not. Source: "Subscription rule SQL action syntax". @throws BusError */
export function parseAction(text: string): Statement[] {
  const parser = new Parser(text);
  const statements: Statement[] = [];
  do {
    while (parser.sign(';'));
    if (parser.atEnd()) break;
    statements.push(parser.statement());
  } while (!parser.atEnd());
  return statements;
}

const COMPARISONS = ['=', '<>', '!=', '<', '<=', '>', '>='];

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  statement(): Statement {
    if (this.#keyword('REMOVE')) return { kind: 'remove', property: this.#property() };
    if (!this.#keyword('SET')) throw this.#unexpected();
    const property = this.#property();
    this.#expect('=');
    return { kind: 'set', property, value: this.#sum() };
  }

  disjunction(): Expression {
    return this.#chain(() => this.#conjunction(), () => this.#keyword('OR') && 'OR');
  }

  atEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  end(): void {
    if (!this.atEnd()) throw this.#unexpected();
  }

  sign(...texts: string[]): string | false {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'sign' || !texts.includes(token.text)) return false;
    this.#at += 1;
    return token.text;
  }

  #conjunction(): Expression {
    return this.#chain(() => this.#negation(), () => this.#keyword('AND') && 'AND');
  }

  #negation(): Expression {
    return this.#keyword('NOT') ? { kind: 'not', operand: this.#negation() } : this.#predicate();
  }

  #predicate(): Expression {
    const left = this.#sum();
    const comparison = this.sign(...COMPARISONS);
    if (comparison !== false) return { kind: 'binary', operator: comparison === '!=' ? '<>' : comparison, left, right: this.#sum() };
    if (this.#keyword('IS')) {
      const negated = this.#keyword('NOT');
      if (!this.#keyword('NULL')) throw this.#unexpected();
      return { kind: 'isNull', operand: left, negated };
    }
    const negated = this.#keyword('NOT');
    if (this.#keyword('LIKE')) {
      const pattern = this.#sum();
      return { kind: 'like', operand: left, pattern, negated, ...(this.#keyword('ESCAPE') && { escape: this.#sum() }) };
    }
    if (this.#keyword('IN')) return { kind: 'in', operand: left, list: this.#list(), negated };
    if (negated) throw this.#unexpected();
    return left;
  }

  #list(): Expression[] {
    this.#expect('(');
    const list = [this.#sum()];
    while (this.sign(',')) list.push(this.#sum());
    this.#expect(')');
    return list;
  }

  #sum(): Expression {
    return this.#chain(() => this.#product(), () => this.sign('+', '-'));
  }

  #product(): Expression {
    return this.#chain(() => this.#unary(), () => this.sign('*', '/', '%'));
  }

  #unary(): Expression {
    if (this.sign('-')) return { kind: 'negative', operand: this.#unary() };
    this.sign('+');
    return this.#primary();
  }

  #primary(): Expression {
    if (this.sign('(')) {
      const inner = this.disjunction();
      this.#expect(')');
      return inner;
    }
    const token = this.#tokens[this.#at];
    if (token?.kind === 'text' || token?.kind === 'number') {
      this.#at += 1;
      return { kind: 'value', value: token.value };
    }
    if (this.#keyword('TRUE')) return { kind: 'value', value: true };
    if (this.#keyword('FALSE')) return { kind: 'value', value: false };
    if (this.#call('NEWID')) {
      this.#expect(')');
      return { kind: 'newid' };
    }
    if (this.#call('EXISTS')) return { kind: 'exists', property: this.#closed(this.#property()) };
    if (this.#call('PROPERTY') || this.#call('P')) {
      const name = this.#tokens[this.#at];
      if (name?.kind !== 'text') throw this.#unexpected();
      this.#at += 1;
      return { kind: 'property', property: this.#closed({ scope: 'user', name: name.value }) };
    }
    return { kind: 'property', property: this.#property() };
  }

  #property(): PropertyName {
    const first = this.#name();
    if (!this.sign('.')) return { scope: 'user', name: first };
    const scope = first.toLowerCase();
    if (scope !== 'sys' && scope !== 'user') throw badSql(this.#text, `"${first}." is neither "sys." nor "user."`);
    return { scope, name: this.#name() };
  }

  #name(): string {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' || (!token.quoted && RESERVED.has(token.text.toUpperCase()))) throw this.#unexpected();
    this.#at += 1;
    return token.text;
  }

  #closed<T>(value: T): T {
    this.#expect(')');
    return value;
  }

  #call(name: string): boolean {
    const next = this.#tokens[this.#at + 1];
    if (next?.kind !== 'sign' || next.text !== '(' || !this.#keyword(name)) return false;
    this.#at += 1;
    return true;
  }

  #keyword(name: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' || token.quoted || token.text.toUpperCase() !== name) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.sign(text)) throw this.#unexpected();
  }

  #chain(operand: () => Expression, operator: () => string | false): Expression {
    let left = operand();
    for (let found = operator(); found !== false; found = operator()) left = { kind: 'binary', operator: found, left, right: operand() };
    return left;
  }

  #unexpected(): Error {
    const token = this.#tokens[this.#at];
    return badSql(this.#text, token === undefined ? 'it ends too early' : `unexpected "${'text' in token ? token.text : token.value}"`);
  }
}

const RESERVED = new Set(['AND', 'OR', 'NOT', 'LIKE', 'IN', 'IS', 'NULL', 'EXISTS', 'ESCAPE', 'TRUE', 'FALSE', 'SET', 'REMOVE']);
