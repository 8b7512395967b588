import { instant } from '../../../../src/kernel/instant';
import { isOfWindowYetToClose } from './comparison';

const since = instant('2026-03-07T09:40:00.000Z');
const ofRow = (where: string, lived?: unknown) => ({ where, since, isOfTime: false, differences: [{ path: '', lived, twin: { type: 'event' } }] });

test('[REN-4] a window that was opened later has not closed yet: that is no difference, and anything else is', () => {
  expect(isOfWindowYetToClose(ofRow('Commerce c1 event|window|s1|2026-03-08T00:00:00.000Z|2.1|2'))).toBe(true);
  expect(isOfWindowYetToClose(ofRow('Commerce c1 event|window|s1|2026-03-07T00:00:00.000Z|2.1|1'))).toBe(true);
  expect(isOfWindowYetToClose(ofRow('Commerce c1 event|s1|00000002'))).toBe(false);
  expect(isOfWindowYetToClose(ofRow('Commerce c1 event|window|s1|2026-03-08T00:00:00.000Z|2.1|2', { type: 'event' }))).toBe(false);
  expect(isOfWindowYetToClose({ ...ofRow('Commerce c1 event|window|s1|2026-03-08T00:00:00.000Z|2.1|2'), differences: [{ path: 'at', lived: undefined, twin: since }] })).toBe(false);
});
