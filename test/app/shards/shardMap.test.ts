import { firstMap, homeOf, homeOfNew, MAIN_ACCOUNT, type ShardMap, type SlotMap, SLOTS, slotOf, slotsAt, spreadHomeOf, withAccounts, withSlotsAt } from '../../../src/app/shards/shardMap';

const mapOf = (slots: SlotMap, more: Partial<ShardMap> = {}): ShardMap => ({ ...slots, overrides: new Map(), moves: new Map(), ...more });
const three = firstMap(['main', 'east', 'west'], true);
const CUSTOMER = 'c3f1a2d4-0000-4000-8000-000000000001';

test('a customer has one slot of 1024, the same for ever', () => {
  expect(SLOTS).toBe(1024);
  // FNV-1a of the text, of 1024; counted once, by hand of another program.
  expect([slotOf('a'), slotOf('foobar')]).toEqual([0xe40c292c % 1024, 0xbf9cf968 % 1024]);
});

test('an installation that begins with three accounts has its slots and tables over all, as evenly as they go', () => {
  expect(['main', 'east', 'west'].map((name) => slotsAt(three, name).length)).toEqual([342, 341, 341]);
  expect(three.spread).toEqual(['main', 'east', 'west']);
});

test('one that has something stored keeps all of it where it is', () => {
  const map = firstMap(['main', 'east'], false);
  expect([slotsAt(map, 'main').length, slotsAt(map, 'east').length, map.spread]).toEqual([1024, 0, ['main']]);
});

test('ids that are alike spread over slots', () => {
  const slots = new Set(Array.from({ length: 4096 }, (_, nth) => slotOf(`00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`)));
  expect(slots.size).toBeGreaterThan(900);
});

test('an account more changes nobody’s home', () => {
  const wider = withAccounts(three, ['main', 'east', 'west', 'north']);
  expect(wider.accounts).toEqual(['main', 'east', 'west', 'north']);
  expect([wider.slots, wider.spread, wider.version]).toEqual([three.slots, three.spread, 2]);
});

test('a customer that was moved by itself is where it was moved to, whatever its slot', () => {
  const map = mapOf(firstMap(['main', 'east'], false), { overrides: new Map([[CUSTOMER, 'east']]) });
  expect([homeOf(map, CUSTOMER), homeOf(map, 'another')]).toEqual(['east', MAIN_ACCOUNT]);
});

test('on its way a customer is at home where it is copied from', () => {
  const move = { version: 1, customerId: CUSTOMER, from: 'main', to: 'east', phase: 'copying' as const, startedAt: '2026-03-02T10:00:00.000Z' as never };
  expect(homeOf(mapOf(firstMap(['main', 'east'], false), { moves: new Map([[CUSTOMER, move]]) }), CUSTOMER)).toBe('main');
});

test('one that is made in a slot on its way begins where the slot goes; one that is there already stays till it is moved', () => {
  const split = { from: 'main', to: 'east', slots: [slotOf(CUSTOMER)], moved: 0, startedAt: '2026-03-02T10:00:00.000Z' as never };
  const map = mapOf({ ...firstMap(['main', 'east'], false), split });
  expect([homeOf(map, CUSTOMER), homeOfNew(map, CUSTOMER)]).toEqual(['main', 'east']);
  const other = Array.from({ length: 9 }, (_, nth) => `other${nth}`).find((id) => slotOf(id) !== slotOf(CUSTOMER)) ?? '';
  expect(homeOfNew(map, other)).toBe('main');
});

test('slots that have arrived end the split, and leave the others', () => {
  const split = { from: 'main', to: 'west', slots: [0, 3], moved: 2, startedAt: '2026-03-02T10:00:00.000Z' as never };
  const after = withSlotsAt({ ...three, split }, [0, 3], 'west');
  expect([after.slots.slice(0, 6), after.split, after.version]).toEqual([[2, 1, 2, 2, 1, 2], undefined, 2]);
  expect(() => withSlotsAt(three, [0], 'nowhere')).toThrow(RangeError);
});

test('a partition of another table lies where its own key says', () => {
  expect(spreadHomeOf({ spread: ['main'] }, '2026-01-31T10|07')).toBe('main');
  const homes = new Set(Array.from({ length: 16 }, (_, shard) => spreadHomeOf(three, `2026-01-31T10|${String(shard).padStart(2, '0')}`)));
  expect([...homes].sort()).toEqual(['east', 'main', 'west']);
});
