import { z } from 'zod';
import { parseDuration } from './duration';

/** A duration within bounds, in ms; both bounds are allowed. */
const duration = (least: string, most: string, fallback: string) =>
  z.string().default(fallback).transform((text, context) => {
    const ms = parseDuration(text);
    if (ms !== undefined && ms >= (parseDuration(least) ?? 0) && ms <= (parseDuration(most) ?? Infinity)) return ms;
    context.addIssue({ code: 'custom', message: `"${text}" is not an ISO 8601 duration from ${least} to ${most}.` });
    return z.NEVER;
  });

const NEVER = 'P10675199DT2H48M5.4775807S';
const timeToLive = duration('PT1S', NEVER, NEVER);
/** Not in the emulator's form; named as in Azure's resource. */
const maxSize = z.int().min(1).max(81_920).default(1024);
const duplicates = { RequiresDuplicateDetection: z.boolean().default(false), DuplicateDetectionHistoryTimeWindow: duration('PT20S', 'P7D', 'PT10M') };
const notForwarded = z.literal('', 'The broker does not forward messages.').optional();
const name = (longest: number) => z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$/, 'A name has letters, digits, ".", "-", "_" and "/", and begins and ends with a letter or digit.').max(longest);

const received = {
  DeadLetteringOnMessageExpiration: z.boolean().default(false),
  DefaultMessageTimeToLive: timeToLive,
  ForwardDeadLetteredMessagesTo: notForwarded,
  ForwardTo: notForwarded,
  LockDuration: duration('PT1S', 'PT5M', 'PT1M'),
  MaxDeliveryCount: z.int().min(1).max(2000).default(10),
  RequiresSession: z.boolean().default(false),
};

const QueueForm = z.strictObject({ Name: name(260), Properties: z.strictObject({ ...received, ...duplicates, MaxSizeInMegabytes: maxSize }).prefault({}) });

const text = z.string().optional();
const RuleForm = z.strictObject({
  Name: name(50),
  Properties: z.strictObject({
    FilterType: z.enum(['Correlation', 'Sql', 'True', 'False']),
    CorrelationFilter: z
      .strictObject({
        ContentType: text,
        CorrelationId: text,
        Label: text,
        MessageId: text,
        ReplyTo: text,
        ReplyToSessionId: text,
        SessionId: text,
        To: text,
        Properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
      })
      .optional(),
    SqlFilter: z.strictObject({ SqlExpression: z.string().min(1).max(1024) }).optional(),
    Action: z.strictObject({ SqlExpression: z.string().min(1).max(1024) }).optional(),
  }).superRefine((rule, context) => {
    if (rule.FilterType === 'Sql' && !rule.SqlFilter) context.addIssue({ code: 'custom', message: 'A rule of FilterType "Sql" needs a SqlFilter.' });
    if (rule.FilterType === 'Correlation' && !rule.CorrelationFilter) context.addIssue({ code: 'custom', message: 'A rule of FilterType "Correlation" needs a CorrelationFilter.' });
  }),
});
export type RuleForm = z.infer<typeof RuleForm>;

const SubscriptionForm = z.strictObject({ Name: name(50), Properties: z.strictObject(received).prefault({}), Rules: z.array(RuleForm).max(2000).optional() });
const TopicForm = z.strictObject({
  Name: name(260),
  Properties: z.strictObject({ DefaultMessageTimeToLive: timeToLive, ...duplicates, MaxSizeInMegabytes: maxSize }).prefault({}),
  Subscriptions: z.array(SubscriptionForm).max(2000).default([]),
});

const NamespaceForm = z
  .strictObject({ Name: z.string().min(1).max(50), Queues: z.array(QueueForm).default([]), Topics: z.array(TopicForm).default([]) })
  .superRefine(({ Queues, Topics }, context) => {
    repeated([...Queues, ...Topics], (entity) => context.addIssue({ code: 'custom', message: `There are two queues or topics of the name "${entity}"; case does not matter.` }));
    for (const topic of Topics) {
      repeated(topic.Subscriptions, (entity) => context.addIssue({ code: 'custom', message: `The topic "${topic.Name}" has two subscriptions of the name "${entity}".` }));
      for (const { Name, Rules } of topic.Subscriptions) repeated(Rules ?? [], (rule) => context.addIssue({ code: 'custom', message: `The subscription "${Name}" has two rules of the name "${rule}".` }));
    }
  });

function repeated(named: readonly { readonly Name: string }[], tell: (name: string) => void): void {
  const seen = new Set<string>();
  for (const { Name } of named) {
    if (seen.has(Name.toLowerCase())) tell(Name);
    seen.add(Name.toLowerCase());
  }
}

/** The form of Config.json of Microsoft's Service Bus emulator, with one namespace. Sizes are added to it. */
export const TopologyForm = z.strictObject({
  $schema: z.string().optional(),
  UserConfig: z.strictObject({
    Namespaces: z.tuple([NamespaceForm], 'The broker serves exactly one namespace.'),
    Logging: z.looseObject({ Type: z.string() }).optional(),
  }),
});
export type TopologyForm = z.infer<typeof TopologyForm>;
