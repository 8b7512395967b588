import { carryOn, type MovePorts } from '../../app/shards/moveCustomers';
import { type Terminal } from '../terminal';
import { type Done } from './done';

/** Goes on with moves that were broken off, and says what is still on its way: moves that somebody has begun meanwhile, or the slots of a split, which the split itself goes on with. @throws as `carryOn`. */
export const resumeMoves = async (ports: MovePorts, isJson: boolean, { print }: Terminal): Promise<Done> => {
  const { rows } = await carryOn(ports);
  const { moves: { size }, split } = await ports.maps.fresh();
  const isPart = size > 0 || split !== undefined;
  if (!isJson) {
    if (size > 0) print(size === 1 ? 'One customer is still on its way.' : `${size} customers are still on their way.`);
    if (split !== undefined) print(`${split.slots.length} slots are still on their way. It goes on with: nextterm shards split ${split.from} --to ${split.to} --slots ${split.slots.length}`);
    if (!isPart) print(`Nothing is on its way any more. ${rows} rows were copied.`);
  }
  return { said: { rows, onTheirWay: size, split: split ?? null }, isPart };
};
