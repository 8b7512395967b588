import { transferNotice } from '../../../src/domain/transfer/customerNotice';
import { type TransferFact } from '../../../src/domain/transfer/request';
import { type Transfer, type TransferLine } from '../../../src/domain/transfer/state';
import { instant } from '../../../src/kernel/instant';

const at = instant('2026-06-10T10:00:00Z');
const transfer: Transfer = {
  id: 't', version: 1, customerId: 'c', customerName: 'Fjord AS', customerEmail: 'it@fjord.example', transferType: 5, sourcePartnerId: 's', sourceName: 'Havn', targetPartnerId: 'n', targetName: 'Nordlys',
  status: 'Pending', createdAt: at, modifiedAt: at, modifiedBy: 'u', expiresAt: instant('2026-07-11T00:00:00Z'), lines: [],
};
const line = (status?: TransferLine['status']): TransferLine => ({ subscriptionId: 'x', offer: { productId: 'p', skuId: 's', availabilityId: 'a' }, quantity: 1, billingCycle: 'monthly', friendlyName: 'f', ...(status !== undefined && { status }) });
const by = { partnerTenantId: 'n', userId: 'u' };
const told = (facts: readonly TransferFact[], lines: readonly TransferLine[] = [], more: Partial<Transfer> = {}) => transferNotice({ transfer: { ...transfer, lines: [...lines], ...more }, facts });
const completed = (status: string): TransferFact => ({ type: 'TransferCompleted', status });

describe('[TRF-1] what the customer is told, at the address that the request names', () => {
  test.each<[string, readonly TransferFact[], readonly TransferLine[], string]>([
    ['asked', [{ type: 'TransferRequested', by, sourcePartnerTenantId: 's', targetPartnerTenantId: 'n', expiresAt: transfer.expiresAt }], [], 'Nordlys asks Havn to hand your subscriptions over. Nothing moves unless Havn agrees before 2026-07-11T00:00:00.000Z. If you want it, tell Havn which to hand over; if you do not, tell Havn to turn it down.'],
    ['submitted', [{ type: 'TransferSubmitted', by, lines: 2 }], [line(), line()], 'Havn hands 2 subscriptions over to Nordlys. You need to do nothing: your users go on working, and Nordlys bills you from the day after the move.'],
    ['rejected', [{ type: 'TransferRejected', by }], [], 'Havn has turned down what Nordlys asked for. Your subscriptions stay as they are; speak with Havn if you want them moved.'],
    ['withdrawn', [{ type: 'TransferWithdrawn', by }], [], 'Nordlys has taken back its request to Havn. Your subscriptions stay as they are; you need to do nothing.'],
    ['expired', [{ type: 'TransferExpired' }], [], 'Havn has not answered what Nordlys asked for. Your subscriptions stay as they are; if you still want them moved, have Nordlys ask again.'],
    ['all moved', [{ type: 'TransferLineCompleted', line: 0 }, completed('Complete')], [line('Complete')], '1 subscription went from Havn to Nordlys. From now on turn to Nordlys about them.'],
    ['some moved', [{ type: 'TransferLineFailed', line: 1, reason: 'Suspended' }, completed('PartiallyComplete')], [line('Complete'), line('Failed')], '1 of 2 subscriptions went from Havn to Nordlys; the others stay with Havn. Have Nordlys ask for those again once Havn has cleared what stood against them.'],
    ['none moved', [{ type: 'TransferLineFailed', line: 0, reason: 'Suspended' }, completed('Failed')], [line('Failed')], 'None of 1 subscription could be moved from Havn to Nordlys: all stay as they are. Have Nordlys ask again once Havn has cleared what stood against it.'],
  ])('%s', (_name, facts, lines, whatToDo) => {
    expect(told(facts, lines)).toEqual({ type: 'CustomerNotified', to: 'it@fjord.example', about: facts.at(-1)?.type, transferId: 't', whatToDo });
  });

  test.each<[string, readonly TransferFact[]]>([
    ['what the partners show each other', [{ type: 'TransferOffered', by, lines: 1 }]],
    ['one line of several', [{ type: 'TransferLineCompleted', line: 0 }]],
    ['one that failed, of several', [{ type: 'TransferLineFailed', line: 0, reason: 'Suspended' }]],
  ])('nothing of %s', (_name, facts) => {
    expect(told(facts, [line('Complete'), line()])).toBeUndefined();
  });

  test('a source without a name in the books is called by its tenant', () => {
    expect(told([{ type: 'TransferRejected', by }], [], { sourceName: '' })?.whatToDo).toContain('speak with s if');
  });
});
