import { type RecordedImport } from '../../../app/catalogue/runImport';

export const importResource = ({ id, at, files, markets, leftOut }: RecordedImport) => ({
  id,
  importedDate: at,
  files,
  markets: markets.map(({ market, ...rest }) => ({ country: market, ...rest })),
  ...(leftOut !== undefined && { leftOut }),
  attributes: { objectType: 'Import' },
});
