export type WebhookRefusal =
  /** WHK-1: also of another partner's. */
  | { readonly kind: 'WebhookNotFound'; readonly webhookId: string }
  | { readonly kind: 'WebhooksTooMany'; readonly most: number }
  /** WHK-6. */
  | { readonly kind: 'WebhookUrlUnfit'; readonly problem: string }
  /** The contract's registration: a name that is not published, or that cannot happen here. */
  | { readonly kind: 'WebhookEventUnknown'; readonly name: string; readonly known: readonly string[] }
  /** The contract's: there is one registration for each partner. */
  | { readonly kind: 'WebhookRegistered' }
  | { readonly kind: 'WebhookNotRegistered' }
  /** The contract's: `test-created` is not among the events of the registration. */
  | { readonly kind: 'ValidationEventNotRegistered' }
  | { readonly kind: 'ValidationEventsTooMany'; readonly most: number; readonly retryAfterSeconds: number }
  | { readonly kind: 'ValidationEventNotFound'; readonly correlationId: string }
  /** It answered 410: a PUT subscribes it again. */
  | { readonly kind: 'WebhookUnsubscribed'; readonly webhookId: string }
  | { readonly kind: 'DeadLetterNotFound'; readonly eventId: string };
