import { type RowChange } from '../../engine/recorder';
import { EventModel } from './eventModel';

const stored = (id: string, version: number, partnerId = 'P1'): RowChange => ({ table: 'Commerce', partition: 'C1', key: `event|${id}|${version}`, before: undefined, after: { id: `${id}:${version}`, version, partnerId }, commit: 1 });
const told = (number: number, id: string, version: number, partnerId = 'P1'): RowChange => ({ table: 'Events', partition: partnerId, key: `event|${String(number).padStart(12, '0')}`, before: undefined, after: { id: `${id}:${version}`, version }, commit: 2 });

const modelAfter = (...changes: readonly RowChange[]): EventModel => {
  const model = new EventModel();
  for (const change of changes) model.wrote(change);
  return model;
};

describe('[AUD-2] the simulation finds an event that', () => {
  it('leaves a gap', () => {
    expect(() => modelAfter(stored('a', 4), stored('a', 5), stored('a', 7))).toThrow('a:7 was stored after version 5');
  });

  it('is published and not stored, or before an earlier one of its subject', () => {
    const model = modelAfter(stored('a', 1), stored('a', 2), stored('a', 3));
    expect(() => model.published({ id: 'b:1', version: 1 })).toThrow('b:1 was published and is not stored');
    model.published({ id: 'a:1', version: 1 });
    expect(() => model.published({ id: 'a:3', version: 3 })).toThrow('a:3 was published for the first time after version 1');
  });

  it('is not brought out, or waits in the outbox for nothing', () => {
    const outbox: RowChange = { table: 'Commerce', partition: 'C1', key: 'outbox|a|1', before: undefined, after: {}, commit: 1 };
    expect(() => modelAfter(stored('a', 1)).settled(() => false)).toThrow('never published: a:1');
    expect(() => modelAfter(stored('a', 1), outbox).settled(() => false)).toThrow('nothing will bring them out: C1 outbox|a|1');
    expect(() => modelAfter(stored('a', 1), outbox).settled((partition) => partition === 'C1')).not.toThrow();
  });

  it('is missing in a feed, there twice, out of order, or another\'s', () => {
    const first = [stored('a', 1), stored('a', 2), told(8, 'a', 1)];
    const model = modelAfter(...first);
    for (const version of [1, 2]) model.published({ id: `a:${version}`, version });
    expect(() => model.settled(() => false)).toThrow('the feed of P1 lacks a:2');
    expect(() => modelAfter(...first, told(9, 'a', 1))).toThrow('the feed of P1 tells of a:1 twice');
    expect(() => modelAfter(...first, told(10, 'a', 2))).toThrow('goes on with 10 after 8');
    expect(() => modelAfter(stored('a', 1), stored('a', 2), told(1, 'a', 2), told(2, 'a', 1))).toThrow('tells of a:1 after version 2');
    expect(() => modelAfter(...first, told(1, 'a', 2, 'P2'))).toThrow('the feed of P2 tells of a:2, which concerns P1');
  });
});
