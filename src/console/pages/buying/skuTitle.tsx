import { useSku } from './cartData';

/** What an item of the catalogue is called; its id where it is offered no longer. */
export const SkuTitle = ({ customerId, catalogItemId }: { readonly customerId: string; readonly catalogItemId: string }) => useSku(customerId, catalogItemId).data?.title ?? catalogItemId;
