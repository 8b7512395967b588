import { type AzurePlanRefusal } from '../domain/azurePlan/refusals';
import { type CatalogueRefusal } from '../domain/catalogue/refusals';
import { type CustomerRefusal } from '../domain/parties/customer/refusals';
import { type InvoiceRefusal } from '../domain/invoice/refusals';
import { type NotificationRefusal } from '../domain/notification/refusals';
import { type OrderRefusal } from '../domain/order/refusals';
import { type OverageRefusal } from '../domain/usage/overage/refusals';
import { type PartnerRefusal } from '../domain/parties/partner/refusals';
import { type SubscriptionRefusal } from '../domain/subscription/refusals';
import { type SupportRefusal } from '../domain/support/refusals';
import { type TransferRefusal } from '../domain/transfer/refusals';
import { type MigrationRefusal } from '../domain/migration/refusals';
import { type TransitionRefusal } from '../domain/transition/refusals';
import { type WebhookRefusal } from '../domain/webhook/refusals';

/** Refusals of the request itself: who asks and in what form, before any rule of the business is met. */
export type RequestRefusal =
  | { readonly kind: 'TokenMissing' }
  | { readonly kind: 'TokenInvalid'; readonly reason: string }
  | { readonly kind: 'RoleNotSufficient'; readonly roles: readonly string[]; readonly permission: string }
  /** The call needs a user's token, not an application's. */
  | { readonly kind: 'UserRequired' }
  /** The same, where the contract calls it a bad request: files of the pricing service. */
  | { readonly kind: 'UserContextMissing' }
  | { readonly kind: 'CustomerIdMalformed'; readonly customerId: string }
  | { readonly kind: 'InputInvalid'; readonly problems: readonly string[] }
  | { readonly kind: 'EnumValueUnknown'; readonly member: string; readonly value: string; readonly allowed: readonly string[] }
  /** Names in the query that the call does not know; `taken`: those that it does. */
  | { readonly kind: 'QueryUnknown'; readonly names: readonly string[]; readonly taken: readonly string[] }
  /** The header `Accept` names no form that the call answers in. */
  | { readonly kind: 'NotAcceptable'; readonly accept: string; readonly forms: readonly string[] }
  | { readonly kind: 'HeaderMissing'; readonly header: string }
  | { readonly kind: 'BodyNotJson'; readonly detail: string }
  /** A body that is no JSON and says that it is of another type, or is in a coding; `takes` has what would be taken, by the header that says it. */
  | { readonly kind: 'MediaTypeNotSupported'; readonly what: string; readonly takes: { readonly header: 'Accept' | 'Accept-Encoding'; readonly values: readonly string[] } }
  | { readonly kind: 'BodyTooLarge'; readonly most: number }
  | { readonly kind: 'ResourceNotFound' }
  /** A body in chunks, which the Azure Functions host does not hand on. */
  | { readonly kind: 'LengthRequired' }
  /** A published operation that no route serves; `isPlanned` if it is within what this product is about. `why` is a part of a sentence. */
  | { readonly kind: 'OperationNotHere'; readonly title: string; readonly isPlanned: boolean; readonly why: string }
  | { readonly kind: 'MethodNotAllowed'; readonly method: string; readonly allowed: readonly string[] }
  /** The request id was used before, for something else. */
  | { readonly kind: 'RequestIdReused'; readonly requestId: string }
  | { readonly kind: 'EtagStale'; readonly given: string; readonly current: string }
  | { readonly kind: 'OperationNotSupported'; readonly what: string }
  /** More than one transaction takes: it is to be split. */
  | { readonly kind: 'OrderTooLarge'; readonly rows: number; readonly most: number }
  /** The same subject was changed by others again and again while this command tried. */
  | { readonly kind: 'TooMuchContention' }
  /** As many as may wait for the same customer do already. */
  | { readonly kind: 'TooManyWaiting' }
  /** Whoever calls did so as often as a limit allows for a minute. */
  | { readonly kind: 'TooManyCalls'; readonly retryAfterSeconds: number }
  /** The operator's: nothing of that id is parked. */
  | { readonly kind: 'ParkedNotFound'; readonly parkedId: string }
  /** Others wait for that work, in order. `why` is a sentence. */
  | { readonly kind: 'ParkedNotSkippable'; readonly parkedId: string; readonly work: string; readonly why: string }
  /** The installation has no bus. */
  | { readonly kind: 'BusNotSet' }
  | { readonly kind: 'BusUnavailable' }
  /** It is not there, or behind more than a call looks past. */
  | { readonly kind: 'BusDeadLetterNotFound'; readonly sequenceNumber: string }
  | { readonly kind: 'AuditSealNotFound'; readonly number: number }
  /** A row that the call needs is there and cannot be read. */
  | { readonly kind: 'RowUnreadable'; readonly what: string }
  /** A row that the call needs was written by a later release than runs. */
  | { readonly kind: 'RowOfNewerRelease'; readonly what: string }
  | { readonly kind: 'StorageUnavailable' }
  /** The customer is on its way to another storage account. */
  | { readonly kind: 'CustomerMoving' }
  /** Its rows are being replaced by those of a back-up. Nothing was stored. */
  | { readonly kind: 'CustomerBeingRestored' };

export type Refusal = RequestRefusal | PartnerRefusal | CustomerRefusal | CatalogueRefusal | OrderRefusal | SubscriptionRefusal | OverageRefusal | TransitionRefusal | MigrationRefusal | TransferRefusal | SupportRefusal | AzurePlanRefusal | InvoiceRefusal | WebhookRefusal | NotificationRefusal;
