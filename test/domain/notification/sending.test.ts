import { afterSending, isLate } from '../../../src/domain/notification/sending';
import { type Message } from '../../../src/domain/notification/state';
import { instant } from '../../../src/kernel/instant';

const at = instant('2021-06-18T10:00:00Z');
const trying: Message = {
  id: '20210618T100000000Z-1', mailbox: 'p', kind: 'renewed', at, customerId: 'c', cause: 's:2', to: 'a@example.com', from: { name: 'Havn' }, language: 'en', subject: 's', text: 't', html: 'h',
  messageId: '<1@x>', status: 'waiting', waitingSince: at, nextAt: instant('2021-06-18T10:05:00Z'), attempts: 1, repeats: 0,
};
const failed = { kind: 'failed', reason: 'down' } as const;

test.each([
  { now: '2021-06-20T10:00:00.000Z', late: false },
  { now: '2021-06-20T10:00:00.001Z', late: true },
])('[NTF-4] at $now what happened two days before is late: $late', ({ now, late }) => {
  expect(isLate(at, instant(now))).toBe(late);
});

describe('[NTF-4] after a try', () => {
  test('that sent it, it is sent', () => {
    const { nextAt: _, ...rest } = trying;
    expect(afterSending({ ...trying, reason: 'down' }, { kind: 'sent' }, at)).toEqual({ ...rest, status: 'sent', sentAt: at });
  });

  test('that was refused, it is parked', () => {
    const { nextAt: _, ...rest } = trying;
    expect(afterSending(trying, { kind: 'refused', reason: 'no such user' }, at)).toEqual({ ...rest, status: 'parked', reason: 'no such user' });
  });

  test('that was none, it waits a minute, and none is counted', () => {
    expect(afterSending(trying, { kind: 'spared' }, at)).toEqual({ ...trying, attempts: 0, nextAt: '2021-06-18T10:01:00.000Z' });
    expect(afterSending(trying, { kind: 'spared' }, instant('2021-06-21T09:59:59.999Z'))).toMatchObject({ status: 'waiting', attempts: 0 });
  });

  test('that was none in three days, since others were tried in its place, it is parked', () => {
    const { nextAt: _, ...rest } = trying;
    expect(afterSending(trying, { kind: 'spared' }, instant('2021-06-21T10:00:00.000Z'))).toEqual({ ...rest, attempts: 0, status: 'parked', reason: 'The mail server could not be used for three days.' });
  });

  test.each([
    { attempts: 1, now: '2021-06-18T10:00:00.000Z', nextAt: '2021-06-18T10:01:00.000Z' },
    { attempts: 4, now: '2021-06-18T10:36:00.000Z', nextAt: '2021-06-18T12:36:00.000Z' },
    { attempts: 9, now: '2021-06-21T09:59:59.999Z', nextAt: '2021-06-21T10:00:00.999Z' },
  ])('that failed, the $attempts. at $now, it is tried again at $nextAt', ({ attempts, now, nextAt }) => {
    expect(afterSending({ ...trying, attempts }, failed, instant(now))).toMatchObject({ status: 'waiting', nextAt, reason: 'down' });
  });

  test.each([
    { attempts: 10, now: '2021-06-18T20:00:00.000Z' },
    { attempts: 3, now: '2021-06-21T10:00:00.000Z' },
  ])('that failed, the $attempts. at $now, it is parked: ten tries, or three days, are over', ({ attempts, now }) => {
    expect(afterSending({ ...trying, attempts }, failed, instant(now))).toMatchObject({ status: 'parked', reason: 'down' });
  });
});
