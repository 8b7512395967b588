import { createTransfer } from '../../../src/app/transfer/createTransfer';
import { issuedEvent } from '../../../src/app/invoice/invoiceEvents';
import { rebuild } from '../../../src/app/check/rebuild';
import { goOnChecking } from '../../../src/app/check/checkRound';
import { messagesOf } from '../../../src/app/notification/makeMessages';
import { keepMessages } from '../../../src/app/notification/keepMessages';
import { sendAgain } from '../../../src/app/notification/mailbox';
import { addresseeOf } from '../../../src/app/notification/said';
import { eventRecordSchema } from '../../../src/app/command/eventRecord';
import { sendingDeadline } from '../../../src/app/notification/notificationDeadlines';
import { replaceSettings } from '../../../src/app/notification/settings';
import { partnerKinds } from '../../../src/domain/notification/kinds';
import { INSTALLATION } from '../../../src/domain/notification/state';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';
import { messageKey, relayKey } from '../../../src/app/notification/notificationKeys';
import { FaultPlan, FaultyStore, type Fault } from '../../support/faultyStore';
import { seenByCaller, underFault } from '../../support/worldFaults';
import { outcomeOf } from '../../support/worldDesk';
import { commandTables, rowsOf } from '../../support/worldStores';
import { interrupted } from '../../support/interrupted';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { at, licence, mailed, mailingWorld, messagesIn } from './notified';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const bought = async (world: World, line: object = {}): Promise<{ readonly customer: string; readonly id: string }> => {
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ ...licence, ...line }]);
  return { customer, id };
};

const suspend = (world: World, customer: string, id: string) => outcomeOf(world.as('havn').patch(customer, id, { status: 'suspended' }));
const subjects = (world: World): readonly string[] => world.mailbox.mails.map(({ subject }) => subject);

describe('[NTF-1] who is written to', () => {
  test('a customer, of its subscription’s life, in the name of its partner, each once', async () => {
    const world = await mailingWorld();
    const { customer, id } = await bought(world);
    await world.advanceTo('2021-07-18T10:00:00Z');
    await suspend(world, customer, id);
    await world.settle();
    await outcomeOf(world.as('havn').patch(customer, id, { status: 'active' }));
    await outcomeOf(world.as('havn').patch(customer, id, { autoRenewEnabled: true }));
    await world.settle();
    await outcomeOf(world.as('havn').patch(customer, id, { autoRenewEnabled: false }));
    await world.advanceTo('2021-08-19T10:00:00Z');
    const name = 'Microsoft 365 Business Standard';
    expect(subjects(world).map((subject) => subject.replace(name, '…'))).toEqual([
      '…: until 2021-06-25 10:00 UTC licences can be given back',
      '… renews on 2021-07-18',
      '… was renewed until 2021-08-17',
      '… was suspended',
      '… is active again',
      '… does not renew any more',
      '…: until 2021-07-25 00:00 UTC licences can be given back',
      '… ends on 2021-08-17',
      '… has ended',
    ]);
    const [first] = world.mailbox.mails;
    const { billingProfile } = (await rowsOf(world.stores.Commerce)).find(({ key }) => key === `customer|${customer}`)?.value as { billingProfile: { email: string } };
    expect(first).toMatchObject({ to: billingProfile.email, fromName: 'havn Cloud', replyTo: 'help@havn.example', messageId: expect.stringMatching(/^<20210624T100000000Z-[\da-f-]{36}@nextterm\.example>$/) as string });
    expect(world.errors).toEqual([]);
  });

  // |--11 Jul 10:00 added--17 Jul 10:00 told--18 Jul 00:00 term over--18 Jul 10:00 window's own hour--|
  test('[SUB-3] a customer, of a window that its term ends before its hour: until the end of the term', async () => {
    const world = await mailingWorld();
    const { customer, id } = await bought(world, { quantity: 2 });
    await world.advanceTo('2021-07-11T10:00:00Z');
    await outcomeOf(world.as('havn').patch(customer, id, { quantity: 3 }));
    await world.advanceTo('2021-07-17T10:00:00Z');
    expect(subjects(world).filter((subject) => subject.includes('given back'))).toEqual([
      'Microsoft 365 Business Standard: until 2021-06-25 10:00 UTC licences can be given back',
      'Microsoft 365 Business Standard: until 2021-07-18 00:00 UTC licences can be given back',
    ]);
  });

  test('[PAR-3] no customer in the name of a partner that had given it up by then; of what happened before, it is', async () => {
    const world = await mailingWorld();
    const { customer, id } = await bought(world);
    await suspend(world, customer, id);
    const [suspended] = world.published.filter(({ facts }) => facts.some(({ type }) => type === 'SubscriptionSuspended'));
    expect(await httpOver(world)(`/v1/customers/${customer}`, { method: 'PATCH', body: { relationshipToPartner: 'none' } })).toMatchObject({ status: 200 });
    await world.advanceTo('2021-07-18T10:00:00Z');
    expect(world.happened()).toContain('SubscriptionExpired');
    expect(subjects(world)).toEqual(['Microsoft 365 Business Standard was suspended']);
    expect((await messagesIn(world)).map(({ kind }) => kind)).toEqual(['suspended']);
    expect(suspended && (await messagesOf(world.app.notifications, suspended)).map(({ kind }) => kind)).toEqual(['suspended']);
    expect(world.errors).toEqual([]);
  });

  test('[PAR-3] no customer again in the name of a partner that has given it up since, and that partner reads its name no more', async () => {
    const world = await mailingWorld();
    const { notifications } = world.app;
    const { customer, id } = await bought(world);
    await suspend(world, customer, id);
    await world.settle();
    const [suspended] = await messagesIn(world);
    const { name, domain } = await addresseeOf(notifications.commerce, customer);
    const reached = eventRecordSchema.parse({ id: 'budget:1', customerId: customer, partnerId: world.as('havn').partner.tenantId, subject: { kind: 'usage', id: 'budget' }, version: 1, at, facts: [{ type: 'UsageBudgetReached', month: '2021-06', percent: 80, spent: '80.00', amount: '100.00', currency: 'EUR' }], deadlines: [] });
    const texts = async () => (await messagesOf(notifications, reached)).map(({ to, text }) => [to, text.includes(name), text.includes(domain)]);
    expect(await texts()).toEqual([['desk@havn.example', true, false]]);
    expect(await httpOver(world)(`/v1/customers/${customer}`, { method: 'PATCH', body: { relationshipToPartner: 'none' } })).toMatchObject({ status: 200 });
    expect(await httpOver(world)(`/nextterm/v1/notifications/${suspended?.id}/send`, { method: 'POST' })).toMatchObject({ status: 404, body: { code: 60003 } });
    await world.settle();
    expect(subjects(world)).toEqual(['Microsoft 365 Business Standard was suspended']);
    expect(await texts()).toEqual([['desk@havn.example', false, true]]);
  });

  test('nobody, where the installation sends no mail, nor for a partner that has not said how, nor of a kind that is off', async () => {
    const [off, silent] = [await World.at(at), await World.at(at, undefined, undefined, mailed)];
    for (const world of [off, silent]) {
      const { customer, id } = await bought(world);
      await suspend(world, customer, id);
      await world.settle();
      expect(await messagesIn(world)).toEqual([]);
    }
    expect(await rowsOf(off.stores.Notifications)).toEqual([]);
    const picky = await mailingWorld();
    await replaceSettings(picky.app.notifications, picky.as('havn').partner.tenantId, { senderName: 'Havn', replyTo: 'a@b.example', partnerEmail: 'a@b.example', language: 'en', kinds: ['reactivated'] });
    const { customer, id } = await bought(picky);
    await suspend(picky, customer, id);
    await outcomeOf(picky.as('havn').patch(customer, id, { status: 'active' }));
    await picky.settle();
    expect((await messagesIn(picky)).map(({ kind }) => kind)).toEqual(['reactivated']);
  });

  test('of a kind that is turned on, of what happens since; one that stays on goes on', async () => {
    const world = await mailingWorld();
    const { tenantId } = world.as('havn').partner;
    const asked = { senderName: 'Havn', replyTo: 'a@b.example', partnerEmail: 'a@b.example', language: 'en' as const };
    await replaceSettings(world.app.notifications, tenantId, { ...asked, kinds: ['renewed'] });
    world.sleepUntil('2021-06-18T11:00:00Z');
    const settings = await replaceSettings(world.app.notifications, tenantId, { ...asked, kinds: ['renewed', 'suspended'] });
    expect(settings).toMatchObject({ ok: true, value: { before: { version: 2 }, settings: { kinds: { renewed: '2021-06-18T09:59:00.000Z', suspended: '2021-06-18T11:00:00.000Z' }, version: 3 } } });
  });

  test('settings that are asked for again, as after an answer that was lost, stay as they are', async () => {
    const world = await mailingWorld();
    const { tenantId } = world.as('havn').partner;
    const asked = { senderName: 'Havn', replyTo: 'a@b.example', partnerEmail: 'a@b.example', language: 'en' as const, kinds: ['renewed', 'suspended'] as const };
    const once = await replaceSettings(world.app.notifications, tenantId, asked);
    const rows = await rowsOf(world.stores.Notifications);
    world.sleepUntil('2021-06-18T11:00:00Z');
    const again = await replaceSettings(world.app.notifications, tenantId, { ...asked, kinds: ['suspended', 'renewed'] });
    expect(once).toMatchObject({ ok: true, value: { settings: { version: 2 } } });
    expect(again).toMatchObject({ ok: true, value: { settings: { version: 2 } } });
    expect(await rowsOf(world.stores.Notifications)).toEqual(rows);
  });

  test('a partner, of its invoices; the other partner and the customer of a transfer', async () => {
    const world = await mailingWorld(undefined, ['havn', 'nordlys']);
    const [havn, nordlys] = [world.as('havn').partner, world.as('nordlys').partner];
    await world.app.consumers.take('notifications', issuedEvent({ id: 'G000000001', partnerId: havn.tenantId, month: calendarDate('2021-05-01'), invoiceDate: instant(at), dueDate: calendarDate('2021-07-17'), documentType: 'invoice', currency: 'EUR', total: '112.89', lines: 3 }), issuedEvent({ id: 'G000000001', partnerId: havn.tenantId, month: calendarDate('2021-05-01'), invoiceDate: instant(at), dueDate: calendarDate('2021-07-17'), documentType: 'invoice', currency: 'EUR', total: '112.89', lines: 3 }));
    const shared = (await rowsOf(world.stores.Commerce)).filter(({ key }) => key.startsWith('customer|')).map(({ value }) => value as { id: string; name: string; relationships: Record<string, { status: string }> }).find(({ relationships }) => [havn, nordlys].every(({ tenantId }) => relationships[tenantId]?.status === 'accepted'));
    const customer = shared?.id ?? '';
    await world.buy('havn', customer, [licence]);
    const asked = { sourcePartnerTenantId: havn.tenantId, sourcePartnerName: 'Havn', targetPartnerName: 'Nordlys', targetPartnerEmailId: 'n@nordlys.example', customerEmailId: 'boss@customer.example', transferType: 3 };
    const call = { partner: nordlys, userId: 'u', request: { callerTenantId: nordlys.tenantId, requestId: 'r', fingerprint: 'f' }, preview: false };
    expect(await createTransfer(world.app, call, customer, asked as never, { answer: () => ({ status: 201, headers: {}, body: '' }), before: () => undefined, preview: () => ({ status: 200, headers: {}, body: '' }) })).toMatchObject({ ok: true });
    await world.settle();
    expect(world.mailbox.mails.map(({ to, subject }) => [to, subject]).toSorted()).toEqual([
      ['boss@customer.example', 'About your subscriptions'],
      ['desk@havn.example', 'Invoice G000000001 for 2021-05'],
      ['desk@havn.example', expect.stringMatching(/asks for subscriptions of/)],
    ]);
    expect((await messagesIn(world)).map(({ mailbox, kind }) => [mailbox, kind]).toSorted()).toEqual([[havn.tenantId, 'invoiceIssued'], [havn.tenantId, 'transferRequested'], [INSTALLATION, 'notice']].toSorted());
    expect((await rowsOf(world.stores.Notifications)).filter(({ key }) => key.startsWith('relay|'))).toEqual([]);
  });
});

describe('[NTF-3] a reminder', () => {
  test('comes thirty days before a term of a year is over, at that instant, and says what will be', async () => {
    const world = await mailingWorld();
    await bought(world, { termDuration: 'P1Y' });
    await world.advanceTo('2022-05-18T23:59:59.999Z');
    expect(subjects(world).filter((subject) => subject.includes('renews'))).toEqual([]);
    await world.advanceTo('2022-05-19T00:00:00Z');
    expect(subjects(world).at(-1)).toBe('Microsoft 365 Business Standard renews on 2022-06-18');
  });

  test('of a term that is not the running one any more says nothing', async () => {
    const world = await mailingWorld();
    const { customer, id } = await bought(world);
    await outcomeOf(world.as('havn').patch(customer, id, { status: 'deleted' }));
    await world.advanceTo('2021-07-20T00:00:00Z');
    expect(subjects(world)).toEqual(['Microsoft 365 Business Standard was cancelled']);
  });

  test('[DUE-1] whose deadline is lost, or that was never planned, is planned anew by the daily check', async () => {
    const before = await World.at(at);
    await bought(before);
    const world = await mailingWorld(before.stores);
    world.sleepUntil('2021-07-09T12:00:00Z');
    await world.settle();
    expect(await goOnChecking(world.app)).toContainEqual(expect.objectContaining({ what: 'deadline', kind: 'reminder', at: '2021-07-11T00:00:00.000Z' }));
    await world.advanceTo('2021-07-11T00:00:00Z');
    expect(subjects(world)).toContain('Microsoft 365 Business Standard renews on 2021-07-18');
  });
});

describe('[NTF-4] sending', () => {
  test('is tried again after growing waits, with one Message-ID, and given up after three days', async () => {
    const world = await mailingWorld();
    const { customer, id } = await bought(world);
    const tried: string[] = [];
    world.mailbox.answer = ({ messageId }) => {
      tried.push(messageId);
      return { kind: 'failed', reason: 'down' };
    };
    await suspend(world, customer, id);
    await world.advanceTo('2021-06-22T10:00:00Z');
    expect([tried.length, new Set(tried).size]).toEqual([10, 1]);
    const [message] = await messagesIn(world);
    expect(message).toMatchObject({ kind: 'suspended', status: 'parked', reason: 'down', attempts: 10 });
    world.mailbox.answer = () => ({ kind: 'sent' });
    const again = await sendAgain(world.app.notifications, message?.mailbox ?? '', message?.id ?? '', 'r1');
    await sendAgain(world.app.notifications, message?.mailbox ?? '', message?.id ?? '', 'r1');
    await world.advanceTo('2021-06-22T10:01:00Z');
    await sendAgain(world.app.notifications, message?.mailbox ?? '', message?.id ?? '', 'r1');
    await world.advanceTo('2021-06-22T10:02:00Z');
    expect(again).toMatchObject({ ok: true, value: { status: 'waiting', repeats: 1 } });
    expect(world.mailbox.mails.map(({ messageId }) => messageId)).toEqual([`<${message?.id}.1@nextterm.example>`]);
    expect(await messagesIn(world)).toMatchObject([{ status: 'sent', attempts: 1 }]);
  });

  test('of two at once one sends; a kill at each operation on the way loses nothing, and what is sent twice has one Message-ID', async () => {
    const from = await mailingWorld();
    const { customer, id } = await bought(from);
    await from.settle();
    await outcomeOf(from.as('havn').patch(customer, id, { status: 'suspended' }));
    const record = from.published.find(({ facts }) => facts.some(({ type }) => type === 'SubscriptionSuspended'));
    if (record === undefined) throw new Error('It was not suspended');
    // As if nobody had been told yet.
    for (const { partition, key } of await rowsOf(from.stores.Notifications)) if (/^(message|consumed)\|/.test(key)) await from.stores.Notifications.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    for (const { partition, key } of await rowsOf(from.stores.Deadlines)) if (key.includes('|notification|')) await from.stores.Deadlines.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    const worldWith = async (plan: FaultPlan) => {
      const world = await World.at(at, from.stores, (store, table) => (commandTables.includes(table) ? new FaultyStore(store, plan) : store), mailed);
      return { world, act: async () => {
        await world.app.consumers.take('notifications', record, record);
        await Promise.all([world.tick(), world.tick()]);
      } };
    };
    const counted = new FaultPlan([]);
    const whole = await worldWith(counted);
    await whole.act();
    expect(whole.world.mailbox.mails).toHaveLength(1);
    const faults = (['read', 'list', 'commit'] as const).flatMap((operation) => Array.from({ length: counted.seen(operation) }, (_, index) => ({ at: operation, nth: index + 1 })));
    for (const place of faults) {
      for (const does of ['dieBefore', 'dieAfter'] as const) {
        const fault: Fault = { ...place, does };
        await underFault(fault, async () => {
          const { world, act } = await worldWith(new FaultPlan([fault]));
          await seenByCaller(act());
          world.restart();
          await world.app.consumers.take('notifications', record, record);
          await world.advanceTo('2021-06-18T10:30:00Z');
          expect(new Set(world.mailbox.mails.map(({ messageId }) => messageId)).size).toBe(1);
          expect(await messagesIn(world)).toMatchObject([{ kind: 'suspended', status: 'sent' }]);
        });
      }
    }
  });
});

describe('[NTF-4] a sweep between the deadline of a message and the message', () => {
  // The deadline is written first, so that a crash loses nothing; whoever sweeps just then finds nothing to send.
  const sweptBetween = async (isMessage: (key: string) => boolean) => {
    const from = await mailingWorld();
    const { customer, id } = await bought(from);
    await from.settle();
    let sweeps = 0;
    const world: World = await World.at(at, from.stores, (store, table) => {
      if (table !== 'Notifications') return store;
      const commit: typeof store.commit = async (partition, writes) => {
        if (sweeps === 0 && writes.some(({ op, key }) => op === 'create' && isMessage(key))) {
          sweeps += 1;
          await world.tick();
        }
        return store.commit(partition, writes);
      };
      return { read: (...place) => store.read(...place), list: (...range) => store.list(...range), listAcross: (...range) => store.listAcross(...range), commit };
    }, mailed);
    await suspend(world, customer, id);
    await world.advanceTo('2021-06-18T10:10:00Z');
    expect(sweeps).toBe(1);
    return world;
  };

  test('leaves it to be looked for again, and it is sent', async () => {
    const world = await sweptBetween((key) => key.startsWith('message|'));
    expect(subjects(world)).toEqual(['Microsoft 365 Business Standard was suspended']);
    expect(await messagesIn(world)).toMatchObject([{ kind: 'suspended', status: 'sent', attempts: 1 }]);
  });

  test('of a message that never comes is forgotten', async () => {
    const world = await mailingWorld();
    await world.app.deadlines.put([sendingDeadline(world.now(), INSTALLATION, '20210618T100000000Z-nobody')]);
    await world.advanceTo('2021-06-18T11:00:00Z');
    expect((await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|notification|'))).toEqual([]);
    expect(world.errors).toEqual([]);
  });
});

describe('[NTF-1] a message on its way to its mailbox', () => {
  test('stays where it is until it is there: refused once, it is brought with the next try', async () => {
    const from = await mailingWorld();
    const mailbox = from.as('havn').partner.tenantId;
    const { customer, id } = await bought(from);
    await suspend(from, customer, id);
    const [message] = (await messagesIn(from)).filter(({ kind }) => kind === 'suspended');
    if (message === undefined) throw new Error('It was not made');
    const [was, key] = [messageKey(message.id), relayKey(message.id)];
    await from.stores.Notifications.commit(mailbox, [{ op: 'delete', key: was, etag: ANY_ETAG }]);
    await from.stores.Notifications.commit(customer, [{ op: 'put', key, value: { type: 'notification', ...message } }]);
    await from.app.deadlines.put([sendingDeadline(from.now(), customer, key)]);
    let refused = 0;
    const world = await World.at(at, from.stores, (store, table) => {
      if (table !== 'Notifications') return store;
      const commit: typeof store.commit = async (partition, writes) => {
        if (refused > 0 || !writes.some((write) => write.key === was)) return store.commit(partition, writes);
        refused += 1;
        return { ok: false, conflict: { key: was, reason: 'exists' } };
      };
      return { read: (...place) => store.read(...place), list: (...range) => store.list(...range), listAcross: (...range) => store.listAcross(...range), commit };
    }, mailed);
    await world.advanceTo('2021-06-18T10:10:00Z');
    expect(refused).toBe(1);
    expect((await messagesIn(world)).map((each) => each.id)).toContain(message.id);
    expect((await rowsOf(world.stores.Notifications)).filter((row) => row.key.startsWith('relay|'))).toEqual([]);
  });
});

describe('[NTF-4] [DUE-1] what is missing', () => {
  const lost = async () => {
    const world = await mailingWorld();
    const { customer, id } = await bought(world);
    await suspend(world, customer, id);
    for (const { partition, key } of await rowsOf(world.stores.Notifications)) if (key.startsWith('message|')) await world.stores.Notifications.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    return world;
  };

  test('of the last two days is found by the daily check, made, and sent', async () => {
    const world = await lost();
    world.sleepUntil('2021-06-20T09:00:00Z');
    await world.settle();
    const { tenantId } = world.as('havn').partner;
    expect((await goOnChecking(world.app)).filter(({ what }) => what === 'notification')).toMatchObject([{ partnerId: tenantId, event: expect.stringMatching(/:2$/) as string }]);
    await world.settle();
    expect(subjects(world)).toContain('Microsoft 365 Business Standard was suspended');
  });

  test('and is older is made by the rebuild, marked late, and sent by nobody but who asks for it', async () => {
    const world = await lost();
    world.sleepUntil('2021-06-21T10:00:00Z');
    await world.settle();
    expect((await rebuild(world.app, false)).findings.filter(({ what }) => what === 'notification')).toHaveLength(1);
    expect(await messagesIn(world)).toEqual([]);
    await rebuild(world.app, true);
    await world.settle();
    const [message] = await messagesIn(world);
    expect([message?.status, world.mailbox.mails]).toEqual(['late', []]);
    expect((await rebuild(world.app, true)).found).toBe(0);
    await sendAgain(world.app.notifications, message?.mailbox ?? '', message?.id ?? '', 'r');
    await world.advanceTo('2021-06-21T10:01:00Z');
    expect(subjects(world)).toEqual(['Microsoft 365 Business Standard was suspended']);
  });

  test('[NTF-1] is not one of what happened at the very instant at which its kind was turned on: that may have been before; what happens then, after it, is told', async () => {
    const world = await mailingWorld(undefined, []);
    const { tenantId } = world.as('havn').partner;
    const [before, after] = [await bought(world), await bought(world)];
    await suspend(world, before.customer, before.id);
    await replaceSettings(world.app.notifications, tenantId, { senderName: 'Havn Cloud', replyTo: 'help@havn.example', partnerEmail: 'desk@havn.example', language: 'en', kinds: partnerKinds });
    await suspend(world, after.customer, after.id);
    world.sleepUntil('2021-06-20T09:00:00Z');
    await world.settle();
    expect(await goOnChecking(world.app)).toEqual([]);
    expect((await messagesIn(world)).map(({ cause }) => cause)).toEqual([expect.stringContaining(after.id)]);
  });

  test('a deadline of what waits is written anew by the daily check', async () => {
    const world = await mailingWorld();
    const { customer, id } = await bought(world);
    await suspend(world, customer, id);
    for (const { partition, key } of await rowsOf(world.stores.Deadlines)) if (key.includes('|notification|')) await world.stores.Deadlines.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    await world.tick();
    expect(subjects(world)).toEqual([]);
    await goOnChecking(world.app);
    await world.settle();
    expect(subjects(world)).toEqual(['Microsoft 365 Business Standard was suspended']);
  });
});

describe('[NTF-6] messages', () => {
  test('are kept for thirty days after what they tell of, and are gone on the day after', async () => {
    const world = await mailingWorld();
    const { customer, id } = await bought(world);
    await suspend(world, customer, id);
    await world.advanceTo('2021-07-17T10:00:00Z');
    const kept = await messagesIn(world);
    expect(kept.map(({ kind }) => kind)).toContain('suspended');
    await world.advanceTo('2021-07-19T00:00:00Z');
    expect((await messagesIn(world)).map(({ kind }) => kind)).not.toContain('suspended');
  });

  test('that are sent again just before they are taken away stay until that is over, and the others go', async () => {
    const world = await mailingWorld();
    const { customer, id } = await bought(world);
    await suspend(world, customer, id);
    await world.settle();
    const mailbox = world.as('havn').partner.tenantId;
    const [message] = (await messagesIn(world)).filter(({ kind }) => kind === 'suspended');
    if (message === undefined) throw new Error('No message');
    world.sleepUntil('2021-08-19T00:00:00Z');
    world.mailbox.answer = () => ({ kind: 'spared' });
    const { store, hasActed } = interrupted(world.stores.Notifications, { deletes: 'message|' }, async () => {
      expect(await sendAgain(world.newProcess().notifications, mailbox, message.id, 'again')).toMatchObject({ ok: true });
    });
    await keepMessages({ ...world.app.notifications, notifications: store }, { at: world.now(), kind: 'notificationRetention', customerId: mailbox, subject: 'kept' });
    expect([hasActed(), (await messagesIn(world)).map(({ kind, status }) => [kind, status])]).toEqual([true, [['suspended', 'waiting']]]);
    world.mailbox.answer = () => ({ kind: 'sent' });
    await world.advanceTo('2021-08-20T00:00:00Z');
    expect([subjects(world).filter((subject) => subject.endsWith('was suspended')).length, (await messagesIn(world)).map(({ kind }) => kind)]).toEqual([2, expect.not.arrayContaining(['suspended'])]);
  });

  test('that wait stay until that is over', async () => {
    const world = await mailingWorld();
    const { customer, id } = await bought(world);
    await suspend(world, customer, id);
    await world.advanceTo('2021-07-17T10:00:00Z');
    world.mailbox.mails.length = 0;
    world.mailbox.answer = () => ({ kind: 'spared' });
    const sent = (await messagesIn(world)).find(({ kind }) => kind === 'suspended');
    await sendAgain(world.app.notifications, sent?.mailbox ?? '', sent?.id ?? '', 'r');
    await world.advanceTo('2021-07-19T00:00:00Z');
    expect((await messagesIn(world)).filter(({ kind }) => kind === 'suspended')).toMatchObject([{ status: 'waiting' }]);
    // [REN-7] After a try that failed, what comes next is not work that fails for long.
    const failure = { attempts: 1, since: world.now(), reason: 'The store does not answer' };
    await keepMessages(world.app.notifications, { at: world.now(), kind: 'notificationRetention', customerId: world.as('havn').partner.tenantId, subject: 'kept', data: { failure } });
    const ahead = (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|notificationRetention|'));
    expect([ahead.length > 0, JSON.stringify(ahead).includes('failure')]).toEqual([true, false]);
    world.mailbox.answer = () => ({ kind: 'sent' });
    await world.advanceTo('2021-07-20T00:00:00Z');
    expect((await messagesIn(world)).filter(({ kind }) => kind === 'suspended')).toEqual([]);
    expect(subjects(world)).toContain('Microsoft 365 Business Standard was suspended');
  });
});
