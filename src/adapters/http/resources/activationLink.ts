import { type ActivationLine } from '../../../app/subscription/activationLines';
import { kindOf, type KindName } from '../../../domain/subscription/kinds/table';

/** ORD-6: only ISV SaaS is activated. */
export const isActivated = ({ kind }: { readonly kind?: KindName | undefined }): boolean => kind !== undefined && kindOf({ kind }).isActivated;

/** The publisher's page, told what was bought by the member `token`, as landing pages of marketplace offers expect it. */
const pageOf = ({ landingPage, line: { subscriptionId } }: ActivationLine): string => {
  const page = new URL(landingPage);
  page.searchParams.set('token', subscriptionId);
  return page.href;
};

export const activationLinkResource = (activation: ActivationLine) => ({ lineItemNumber: activation.line.lineItemNumber, link: { uri: pageOf(activation), method: 'GET', headers: [] } });

/** What an activation answers. */
export const activationResource = (subscriptionId: string) => ({ subscriptionId, status: 'Success' });
