import { type OlderChange } from '../../domain/azurePlan/olderSubscription';
import { type PlanChange } from '../../domain/azurePlan/changePlan';
import { type Outcome } from '../../domain/subscription/outcome';
import { type PatchSubscription } from '../../domain/subscription/patch';
import { type Result } from '../../kernel/result';
import { olderPatch } from '../azurePlan/older';
import { planPatch } from '../azurePlan/plans';
import { type Answer } from '../command/answer';
import { bound, chosenCommand } from '../command/boundCommand';
import { handleCommand } from '../command/handleCommand';
import { type App, type Encoding, type ExpectedVersion, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { storedListed } from './listedSubscription';
import { licencesPatch } from './patchSubscription';
import { recallSubscription } from './subscriptionBook';

/** How the answers of each are written. */
export interface ListedEncodings {
  readonly licences: Encoding<Outcome>;
  readonly azurePlan: Encoding<PlanChange>;
  readonly olderAzure: Encoding<OlderChange>;
}

/**
 * A PATCH of whatever the list of a customer's subscriptions holds: looked up once, licences from memory where this process has just seen them, since their etag guards the commit; and decided by the rules of what it is. Refused: SubscriptionNotFound, another partner's too (PAR-3), and
 * what {@link licencesPatch}, {@link planPatch}, {@link olderPatch} refuse.
 */
export const patchListed = (app: App, call: WriteCall, customerId: string, subscriptionId: string, patch: PatchSubscription, expected: ExpectedVersion | undefined, encodings: ListedEncodings): Promise<Result<Answer, Refusal>> =>
  handleCommand(
    app,
    chosenCommand({ customerId, request: call.request, preview: call.preview }, async () => {
      const stored = recallSubscription(app.remembered, customerId, subscriptionId);
      return stored?.value.partnerId === call.partner.tenantId ? bound(licencesPatch(app, call, stored, patch, expected, encodings.licences)) : undefined;
    }, async () => {
      const listed = await storedListed(app, call.partner.tenantId, customerId, subscriptionId);
      if (!listed.ok) return listed;
      switch (listed.value.kind) {
        case 'licences':
          return bound(licencesPatch(app, call, listed.value.stored, patch, expected, encodings.licences));
        case 'azurePlan':
          return bound(planPatch(app, call, customerId, subscriptionId, patch, expected, encodings.azurePlan));
        case 'olderAzure':
          return bound(olderPatch(app, call, customerId, subscriptionId, patch, encodings.olderAzure));
      }
    }),
  );
