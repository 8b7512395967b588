import { types } from 'rhea';
import { withApplicationProperties } from '../codec/readMessage';
import { BusError, Condition } from '../engine/busError';
import { type Rule, type RuleDefinition } from '../engine/rule';
import { matchesCorrelation } from './correlation';
import { viewOf } from './messageView';

/** The rule of a definition. @throws BusError for an expression that is none */
export function compileRule(definition: RuleDefinition): Rule {
  const { filter } = definition;
  switch (filter.kind) {
    case 'true':
      return { definition, always: true, matches: () => true, act: (content) => content };
    case 'false':
      return { definition, always: false, matches: () => false, act: (content) => content };
    case 'correlation':
      return { definition, always: false, matches: (content) => matchesCorrelation(filter.match, viewOf(content)), act: (content) => withApplicationProperties(content, { RuleName: types.wrap_string(definition.name) }) };
    case 'sql':
      throw new BusError(Condition.notImplemented, 'SQL filters are not offered.');
  }
}
