import { NAME_PARTITION } from '../../app/shards/accountNames';
import { MAP_PARTITION } from '../../app/shards/shardMaps';
import { type PartitionStore } from '../../kernel/partitionStore';

/** The table `Partners` without what is only about where things are: in a list of all of it, a back-up's say, that is left out, since it means nothing in other accounts. */
export const withoutPlaces = (partners: PartitionStore): PartitionStore => ({
  read: (partition, key) => partners.read(partition, key),
  list: (partition, range) => partners.list(partition, range),
  listAcross: async (range) => {
    const page = await partners.listAcross(range);
    return { ...page, rows: page.rows.filter(({ partition }) => partition !== MAP_PARTITION && partition !== NAME_PARTITION) };
  },
  commit: (partition, writes) => partners.commit(partition, writes),
});
