import { type Row, type RowPage } from '../../kernel/partitionStore';

/** A page of a range without rows that are handed out to nobody. It is read on where all of it is such: without a row it would be the last. */
export const shownPage = async <R extends { readonly continuation?: string }>(range: R, read: (range: R) => Promise<RowPage>, isHidden: (row: Row) => boolean): Promise<RowPage> => {
  let page = await read(range);
  while (page.continuation !== undefined && page.rows.every(isHidden)) page = await read({ ...range, continuation: page.continuation });
  return page.rows.some(isHidden) ? { ...page, rows: page.rows.filter((row) => !isHidden(row)) } : page;
};
