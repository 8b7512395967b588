import { NAME_PARTITION } from '../../app/shards/accountNames';
import { MAP_PARTITION } from '../../app/shards/shardMaps';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';

const isPlace = ({ partition }: Row): boolean => partition === MAP_PARTITION || partition === NAME_PARTITION;

/** The table `Partners` without what is only about where things are: in a list of all of it, a back-up's say, that is left out, since it means nothing in other accounts. */
export const withoutPlaces = (partners: PartitionStore): PartitionStore => ({
  read: (partition, key) => partners.read(partition, key),
  list: (partition, range) => partners.list(partition, range),
  listAcross: async (range) => {
    let page = await partners.listAcross(range);
    // Of which nothing is handed out: without a row it would be the last.
    while (page.continuation !== undefined && page.rows.every(isPlace)) page = await partners.listAcross({ ...range, continuation: page.continuation });
    return { ...page, rows: page.rows.filter((row) => !isPlace(row)) };
  },
  commit: (partition, writes) => partners.commit(partition, writes),
});
