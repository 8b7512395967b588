import { type Caller } from '../../src/adapters/http/caller';
import { failed, refusalsOver } from '../support/expectRefused';
import { httpOver, type Call } from '../support/httpWorld';
import { World } from '../support/world';

type Http = ReturnType<typeof httpOver>;

let world: World;
let http: Http;
let customerId: string;

beforeEach(async () => {
  world = await World.at('2021-06-18T10:00:00Z');
  http = httpOver(world);
  customerId = world.customer('Zonnebloem');
});

const post = (body: unknown, more: Call = {}): Call => ({ method: 'POST', body, ...more });

const expectRefused = refusalsOver(() => ({ world, http }));

describe('[CUS-3] qualifications', () => {
  const path = () => `/v1/customers/${customerId}/qualifications`;
  const operator: Caller = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true };
  const review = { qualification: 'Education', educationSegment: 'K12', vettingStatus: 'InReview', vettingCreateDate: '2021-06-18T10:00:00.000Z' };
  const judge = (word: string, body?: object): readonly [string, Call] => [`/nextterm/v1/customers/${customerId}/qualifications/education/${word}`, { method: 'POST', caller: operator, ...(body && { body }) }];

  test('education is reviewed by the operator before the customer is one', async () => {
    expect((await http(path())).body).toEqual([]);
    const asked = await http(path(), post({ Qualification: 'Education', EducationSegment: 'K12' }));
    expect([asked.status, asked.body]).toEqual([201, review]);
    expect((await http(path())).body).toEqual([review]);
    const approved = await http(...judge('approve'));
    expect([approved.status, approved.body]).toEqual([200, { ...review, vettingStatus: 'Approved' }]);
    expect((await http(path())).body).toEqual([{ ...review, vettingStatus: 'Approved' }]);
    expect(world.happened()).toEqual(['QualificationRequested', 'QualificationApproved']);
    await expectRefused(...judge('approve'), 404, failed(1000, 'No qualification Education is in review.'));
    expect((await world.app.commerce.read(customerId, `customer|${customerId}`))?.value).toMatchObject({ segment: 'education' });
  });

  test('[PAR-3] a partner that has given the customer up meanwhile is not told what the operator found', async () => {
    const own = (await http('/v1/customers', post({ companyProfile: { domain: 'lelie.example' }, billingProfile: { email: 'a@lelie.example', culture: 'nl-NL', language: 'nl', companyName: 'Lelieveld', defaultAddress: { country: 'NL', addressLine1: 'Kade 1', city: 'Delft', postalCode: '2611 AA', firstName: 'A', lastName: 'B' } } }))).body as { id: string };
    customerId = own.id;
    await http(path(), post({ qualification: 'Education', educationSegment: 'K12' }));
    expect((await http(`/v1/customers/${own.id}`, { method: 'PATCH', body: { relationshipToPartner: 'none' } })).status).toBe(200);
    expect((await http(...judge('approve'))).status).toBe(200);
    expect(world.published.filter(({ facts: [fact] }) => fact?.type === 'QualificationApproved').map(({ partnerId }) => partnerId)).toEqual([operator.tenantId]);
    const told = async (type: string) => ((await http(`/nextterm/v1/events?type=${type}`)).body as { items: unknown[] }).items.length;
    expect([await told('QualificationRequested'), await told('QualificationApproved')]).toEqual([1, 0]);
  });

  test('a state-owned entity is taken at its word, beside what is in review with its website', async () => {
    expect(await http(path(), post({ qualification: 'StateOwnedEntity' }))).toMatchObject({ status: 201, body: { qualification: 'StateOwnedEntity' } });
    await http(path(), post({ qualification: 'Education', educationSegment: 'HigherEducation', website: 'https://hogeschool.example' }));
    expect((await http(path())).body).toEqual([{ qualification: 'StateOwnedEntity' }, { ...review, educationSegment: 'HigherEducation', website: 'https://hogeschool.example' }]);
  });

  test('denied it has the reason', async () => {
    await http(path(), post({ qualification: 'Education', educationSegment: 'K12' }));
    await expectRefused(...judge('deny', { reason: 'Because' }), 400, failed(900126, expect.stringContaining('reason: "Because" is none of')));
    const denied = await http(...judge('deny', { reason: 'Not an academic domain' }));
    expect([denied.status, denied.body]).toEqual([200, { ...review, vettingStatus: 'Denied', vettingReason: 'Not an academic domain' }]);
  });

  test.each([
    [{ qualification: 'None' }, 'qualification: "None" is none of Education, GovernmentCommunityCloud, StateOwnedEntity.'],
    [{ qualification: 'Nonprofit' }, 'qualification: "Nonprofit" is none of Education, GovernmentCommunityCloud, StateOwnedEntity.'],
    [{ qualification: 'Education' }, 'educationSegment: must be one of K12, HigherEducation.'],
    [{ qualification: 'GovernmentCommunityCloud' }, 'validationCode: is required.'],
    [{ qualification: 'GovernmentCommunityCloud', validationCode: 'GCC-1' }, 'validationCode: "GCC-1" is not known.'],
  ])('%j is refused', async (body, description) => {
    await expectRefused(path(), post(body), 400, failed(3000, description));
  });

  test('needs a user to state, not to read; only the operator judges', async () => {
    await expectRefused(path(), post({ qualification: 'StateOwnedEntity' }, { appOnly: true }), 403, failed(900329, expect.any(String)));
    expect((await http(path(), { appOnly: true })).status).toBe(200);
    const [approve] = judge('approve');
    await expectRefused(approve, { method: 'POST' }, 403, failed(900150, expect.stringContaining('operations.manage')));
  });

  test('the school of the sample is one already', async () => {
    const school = world.customer('Duinzicht');
    expect((await http(`/v1/customers/${school}/qualifications`)).body).toEqual([{ qualification: 'Education', vettingStatus: 'Approved', vettingCreateDate: '2021-01-01T00:00:00.000Z' }]);
  });

  test('there are no validation codes', async () => {
    expect(await http('/v1/customers/all/validations')).toMatchObject({ status: 200, body: [] });
  });
});
