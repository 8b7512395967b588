import { NAME_PARTITION } from '../../app/shards/accountNames';
import { MAP_PARTITION } from '../../app/shards/shardMaps';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { shownPage } from './shownPage';

const isPlace = ({ partition }: Row): boolean => partition === MAP_PARTITION || partition === NAME_PARTITION;

/** The table `Partners` without what is only about where things are: in a list of all of it, a back-up's say, that is left out, since it means nothing in other accounts. */
export const withoutPlaces = (partners: PartitionStore): PartitionStore => ({
  read: (partition, key) => partners.read(partition, key),
  list: (partition, range) => partners.list(partition, range),
  listAcross: (range) => shownPage(range, (from) => partners.listAcross(from), isPlace),
  commit: (partition, writes) => partners.commit(partition, writes),
});
