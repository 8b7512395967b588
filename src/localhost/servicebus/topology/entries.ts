import { History } from '../engine/history';
import { Queue } from '../engine/queue';
import { type CorrelationFilter, type Rule, type RuleDefinition } from '../engine/rule';
import { type QueueSettings } from '../engine/settings';
import { Numbered } from '../engine/numbered';
import { type Entry, type Subscription } from '../engine/topic';
import { type RuleForm, type TopologyForm } from './schema';

type NamespaceForm = TopologyForm['UserConfig']['Namespaces'][0];
type QueueForm = NamespaceForm['Queues'][number];
type TopicForm = NamespaceForm['Topics'][number];
type Compile = (definition: RuleDefinition) => Rule;

const MEGABYTE = 1 << 20;
/** What a subscription has whose rules are not said. Source: "Topic filters and actions". */
const DEFAULT_RULE: RuleDefinition = { name: '$Default', filter: { kind: 'true' } };

/** The empty entities that a topology declares. @param compile throws for an expression that is none. */
export const entriesOf = (topology: TopologyForm, compile: Compile): Entry[] => {
  const [namespace] = topology.UserConfig.Namespaces;
  return [...namespace.Queues.map(queueEntry), ...namespace.Topics.map((topic) => topicEntry(topic, compile))];
};

function queueEntry({ Name, Properties }: QueueForm): Entry {
  return { path: Name.toLowerCase(), name: Name, ...entrance(Properties), target: { kind: 'queue', queue: queueOf(Name, Properties) } };
}

function topicEntry(topic: TopicForm, compile: Compile): Entry {
  const subscriptions = topic.Subscriptions.map(({ Name, Properties, Rules }): Subscription => {
    const rules = Rules === undefined ? [DEFAULT_RULE] : Rules.map(ruleOf);
    return { queue: queueOf(`${topic.Name}/Subscriptions/${Name}`, Properties), rules: new Map(rules.map((rule) => [rule.name, compiled(rule, Name, compile)])), changedRules: new Map() };
  });
  return { path: topic.Name.toLowerCase(), name: topic.Name, ...entrance(topic.Properties), target: { kind: 'topic', subscriptions, scheduled: new Numbered(), scheduledBytes: 0, lastSeq: 0 } };
}

function compiled(rule: RuleDefinition, subscription: string, compile: Compile): Rule {
  try {
    return compile(rule);
  } catch (error) {
    throw new Error(`The rule "${rule.name}" of the subscription "${subscription}": ${(error as Error).message}`, { cause: error });
  }
}

function entrance(properties: TopicForm['Properties']): Pick<Entry, 'settings' | 'history'> {
  const { RequiresDuplicateDetection: detects, DuplicateDetectionHistoryTimeWindow: window } = properties;
  return {
    settings: { maxBytes: properties.MaxSizeInMegabytes * MEGABYTE, defaultTtl: properties.DefaultMessageTimeToLive, ...(detects && { duplicateWindow: window }) },
    ...(detects && { history: new History(window) }),
  };
}

function queueOf(path: string, properties: Pick<QueueForm['Properties'], 'LockDuration' | 'MaxDeliveryCount' | 'DefaultMessageTimeToLive' | 'DeadLetteringOnMessageExpiration' | 'RequiresSession'>): Queue {
  const settings: QueueSettings = {
    lockDuration: properties.LockDuration,
    maxDeliveryCount: properties.MaxDeliveryCount,
    defaultTtl: properties.DefaultMessageTimeToLive,
    deadLetterExpired: properties.DeadLetteringOnMessageExpiration,
    requiresSession: properties.RequiresSession,
  };
  const deadLetters = new Queue(`${path}/$DeadLetterQueue`.toLowerCase(), { ...settings, maxDeliveryCount: Infinity, defaultTtl: Infinity, deadLetterExpired: false, requiresSession: false });
  return new Queue(path.toLowerCase(), settings, deadLetters);
}

function ruleOf({ Name, Properties: { FilterType, CorrelationFilter: correlation, SqlFilter, Action } }: RuleForm): RuleDefinition {
  const filter = ((): RuleDefinition['filter'] => {
    switch (FilterType) {
      case 'Sql':
        return { kind: 'sql', expression: SqlFilter?.SqlExpression ?? '' };
      case 'Correlation':
        return { kind: 'correlation', match: correlationOf(correlation ?? {}) };
      case 'True':
        return { kind: 'true' };
      case 'False':
        return { kind: 'false' };
    }
  })();
  return { name: Name, filter, ...(Action && { action: Action.SqlExpression }) };
}

const correlationOf = ({ ContentType, CorrelationId, Label, MessageId, ReplyTo, ReplyToSessionId, SessionId, To, Properties }: NonNullable<RuleForm['Properties']['CorrelationFilter']>): CorrelationFilter => ({
  ...(ContentType !== undefined && { contentType: ContentType }),
  ...(CorrelationId !== undefined && { correlationId: CorrelationId }),
  ...(Label !== undefined && { subject: Label }),
  ...(MessageId !== undefined && { messageId: MessageId }),
  ...(ReplyTo !== undefined && { replyTo: ReplyTo }),
  ...(ReplyToSessionId !== undefined && { replyToSessionId: ReplyToSessionId }),
  ...(SessionId !== undefined && { sessionId: SessionId }),
  ...(To !== undefined && { to: To }),
  ...(Properties !== undefined && { properties: Properties }),
});
