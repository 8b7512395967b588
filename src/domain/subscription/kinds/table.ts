import { type Kind } from './kind';
import { freeSaas } from './freeSaas';
import { licence } from './licence';
import { meteredSaas } from './meteredSaas';
import { microsoftTrial } from './microsoftTrial';
import { perpetualSoftware } from './perpetualSoftware';
import { publisherSaas } from './publisherSaas';
import { software } from './software';
import { tableOf } from './tableOf';
import { traditionalAddOn } from './traditionalAddOn';
import { traditionalBase } from './traditionalBase';

/** The ways of selling, a row each; the name is what a stored subscription tells its kind by, so it stays. */
export const KINDS = { licence, trial: microsoftTrial, saas: publisherSaas, freeSaas, traditional: traditionalBase, traditionalAddOn, software, perpetual: perpetualSoftware, meteredSaas } satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof KINDS;

const table = tableOf<KindName>(KINDS);

export const kindNames: readonly KindName[] = table.names;

/** What is special about a subscription, a purchase or a line of an order because of how it is sold. */
export const kindOf = table.kindOf;

/** What a SKU of the catalogue is bought as; undefined: not as a subscription. */
export const kindOfSku = table.kindOfSku;

/** What is special about what a SKU is bought as; undefined where it is no subscription. */
export const kindOfOffer = table.kindOfOffer;

/** CAT-5: whether promotions apply to the purchase of a SKU. Not to what begins for nothing and turns paid at the list price (TRI-5), nor to what is sold as before new commerce. */
export const isPromoted = (sku: Parameters<Kind['sells']>[0]): boolean => kindOfOffer(sku)?.hasPromotions === true;

/** MIG-1: whether a SKU is sold as before new commerce, whose limits and prices do not touch it. */
export const isTraditional = (sku: Parameters<Kind['sells']>[0]): boolean => kindOfOffer(sku)?.commerce === 'traditional';
