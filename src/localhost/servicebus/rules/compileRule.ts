import { types } from 'rhea';
import { withApplicationProperties } from '../codec/readMessage';
import { type Content } from '../engine/message';
import { type Rule, type RuleDefinition } from '../engine/rule';
import { act, checkAction } from './act';
import { matchesCorrelation } from './correlation';
import { viewOf } from './messageView';
import { evaluate } from './sqlEvaluate';
import { parseAction, parseFilter } from './sqlParser';

/** The rule of a definition. @throws BusError for an expression that is none */
export function compileRule(definition: RuleDefinition): Rule {
  const statements = parseAction(definition.action ?? '');
  checkAction(statements);
  return {
    definition,
    always: definition.filter.kind === 'true',
    matches: matcherOf(definition.filter),
    // Whoever receives several copies can tell them apart.
    act: (content) => withApplicationProperties(act(statements, content), { RuleName: types.wrap_string(definition.name) }),
  };
}

function matcherOf(filter: RuleDefinition['filter']): (content: Content) => boolean {
  switch (filter.kind) {
    case 'true':
      return () => true;
    case 'false':
      return () => false;
    case 'correlation':
      return (content) => matchesCorrelation(filter.match, viewOf(content));
    case 'sql': {
      const expression = parseFilter(filter.expression);
      return (content) => evaluate(expression, viewOf(content)) === true;
    }
  }
}
