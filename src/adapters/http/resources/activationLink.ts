import { type OrderLine } from '../../../domain/order/state';
import { kindOf, type KindName } from '../../../domain/subscription/kinds/table';

/** ORD-6: only ISV SaaS is activated. */
export const isActivated = ({ kind }: { readonly kind?: KindName | undefined }): boolean => kind !== undefined && kindOf({ kind }).isActivated;

/** The publisher's page where the customer's set-up begins. A dummy, as in the sandbox of the contract: the catalogue knows no pages of publishers. */
const landingPage = ({ offer, subscriptionId }: OrderLine): string => `https://activation.example/${offer.productId}/${offer.skuId}?token=${subscriptionId}`;

export const activationLinkResource = (line: OrderLine) => ({ lineItemNumber: line.lineItemNumber, link: { uri: landingPage(line), method: 'GET', headers: [] } });

/** What an activation answers. */
export const activationResource = (subscriptionId: string) => ({ subscriptionId, status: 'Success' });
