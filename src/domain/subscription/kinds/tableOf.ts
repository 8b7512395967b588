import { type Kind } from './kind';

type Offered = Parameters<Kind['sells']>[0];

/** The questions that a table of kinds answers. @param kinds a row each; of two that sell the same SKU the first does. */
export const tableOf = <Name extends string>(kinds: Readonly<Record<Name, Kind>>) => {
  const names = Object.keys(kinds) as Name[];
  const kindOf = ({ kind }: { readonly kind: Name }): Kind => kinds[kind];
  const kindOfSku = (sku: Offered): Name | undefined => names.find((name) => kinds[name].sells(sku));
  const kindOfOffer = (sku: Offered): Kind | undefined => {
    const kind = kindOfSku(sku);
    return kind && kinds[kind];
  };
  return { names, kindOf, kindOfSku, kindOfOffer };
};
