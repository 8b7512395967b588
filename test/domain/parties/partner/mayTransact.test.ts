import { mayTransact } from '../../../../src/domain/parties/partner/mayTransact';
import { partnerSchema, type Partner } from '../../../../src/domain/parties/partner/state';

const partner = (members: Partial<Partner>): Partner =>
  partnerSchema.parse({ version: 1, slug: 'acme', name: 'Acme', tenantId: '10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8', partnerId: '5310388', kind: 'direct_bill', country: 'NL', currency: 'EUR', ...members });

describe('[PAR-1] who may transact', () => {
  it.each(['direct_bill', 'indirect_provider'] as const)('a %s partner buys and manages', (kind) => {
    const acting = partner({ kind });
    expect(mayTransact(acting, 'buy')).toEqual({ ok: true, value: acting });
    expect(mayTransact(acting, 'manage')).toEqual({ ok: true, value: acting });
  });

  it.each(['buy', 'manage'] as const)('an indirect reseller may not %s and is told its providers', (transaction) => {
    const acting = partner({ kind: 'indirect_reseller', providers: ['5310412'] });
    expect(mayTransact(acting, transaction)).toEqual({ ok: false, error: { kind: 'MustGoThroughProvider', partnerId: '5310388', providers: ['5310412'] } });
  });

  it('a restricted partner manages what exists and buys nothing new', () => {
    const acting = partner({ programmeStatus: 'restricted' });
    expect(mayTransact(acting, 'manage')).toEqual({ ok: true, value: acting });
    expect(mayTransact(acting, 'buy')).toEqual({ ok: false, error: { kind: 'ProgrammeStatusRestricted', partnerId: '5310388', partnerKind: 'direct_bill' } });
  });
});
