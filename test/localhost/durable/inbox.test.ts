import { Inbox } from '../../../src/localhost/durable/inbox';
import { type InboxRow } from '../../../src/localhost/durable/store/port';

const HOUR = 3_600_000;

it('messages of before a restart stay first, and keep their rows, where the machine’s clock went back', async () => {
  const now = jest.spyOn(Date, 'now');
  const rows: InboxRow[] = [];
  const event = (text: string) => [{ kind: 'event' as const, event: { EventType: 'EventRaised', EventId: -1, IsPlayed: false, Timestamp: '', Name: text, Input: null } as never }];
  const inbox = () => new Inbox(async (row) => void rows.push(row), () => undefined);
  try {
    const earlier = Date.now() + 1_000 * HOUR;
    now.mockReturnValue(earlier);
    await inbox().post(event('before'));
    const again = inbox();
    // As another process would have written it.
    const left = rows.map(({ messages }) => ({ key: `${String((earlier + HOUR) * 1_000).padStart(17, '0')}-00000000`, messages }));
    now.mockReturnValue(earlier - HOUR);
    // Also what comes before they are read.
    await again.post(event('at once'));
    again.merge(left, []);
    await again.post(event('after'));
    expect(again.rows().map(({ messages: [message] }) => message?.kind === 'event' && 'Name' in message.event && message.event.Name)).toEqual(['before', 'at once', 'after']);
    expect(new Set([...left, ...rows].map(({ key }) => key)).size).toBe(4);
  } finally {
    now.mockRestore();
  }
});
