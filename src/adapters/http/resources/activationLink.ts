import { type OrderLine } from '../../../domain/order/state';
import { type Offer } from '../../../domain/subscription/state';

/** ORD-6: only ISV SaaS is activated. */
export const isActivated = ({ offer }: { readonly offer: Offer }): boolean => offer.soldAs === 'saas';

/** The publisher's page where the customer's set-up begins. A dummy, as in the sandbox of the contract: the catalogue knows no pages of publishers. */
const landingPage = ({ offer, subscriptionId }: OrderLine): string => `https://activation.example/${offer.productId}/${offer.skuId}?token=${subscriptionId}`;

export const activationLinkResource = (line: OrderLine) => ({ lineItemNumber: line.lineItemNumber, link: { uri: landingPage(line), method: 'GET', headers: [] } });

/** What an activation answers. */
export const activationResource = (subscriptionId: string) => ({ subscriptionId, status: 'Success' });
