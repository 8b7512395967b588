import { type Market, type MarketContents } from '../../../app/catalogue/listMarkets';

/** Of the operator's API; alone with what is for sale there. */
export const marketResource = ({ country, version, importedAt, ...contents }: Market | MarketContents) => ({ country, version, importedDate: importedAt, ...contents, attributes: { objectType: 'Market' } });
