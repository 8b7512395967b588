import { eventTypesOf } from '../../domain/webhook/hears';
import { publishedName } from '../../domain/webhook/publishedNames';
import { type Endpoint, type Hearable } from '../../domain/webhook/state';

/** Where what it happened to is read. */
const resourceOf = ({ customerId, subject }: Hearable): readonly [name: string, path: string] => {
  switch (subject.kind) {
    case 'subscription':
      return ['subscription', `/v1/customers/${customerId}/subscriptions/${subject.id}`];
    case 'transfer':
      return ['transfer', `/v1/customers/${customerId}/transfers/${subject.id}`];
    case 'migration':
      return ['newcommercemigration', `/v1/customers/${customerId}/migrations/newcommerce/${subject.id}`];
    case 'migrationSchedule':
      return ['newcommercemigrationschedule', `/v1/customers/${customerId}/migrations/newcommerce/schedules/${subject.id}`];
    case 'invoice':
      return ['invoice', `/v1/invoices/${subject.id}`];
    default:
      return ['usagerecords', `/v1/customers/${customerId}/usagebudget`];
  }
};

/** @param publicUrl of this installation; empty: addresses are paths. */
const publishedBody = (event: Hearable, publicUrl: string) => {
  const [name, path] = resourceOf(event);
  return { EventName: publishedName(event) ?? '', ResourceUri: publicUrl + path, ResourceName: name, AuditUri: null, ResourceChangeUtcDate: event.at };
};

/** What an endpoint is sent of a change, and what the change is called in the log of its deliveries. @param own what one of a partner's own is sent. */
export const bodyFor = ({ form }: Endpoint, event: Hearable, own: () => string, publicUrl: string): { readonly body: string; readonly eventTypes: readonly string[] } =>
  form === 'own' ? { body: own(), eventTypes: eventTypesOf(event) } : { body: JSON.stringify(publishedBody(event, publicUrl)), eventTypes: [publishedName(event) ?? ''] };
