import { type Caller } from '../../src/adapters/http/caller';
import { failed, refusalsOver } from '../support/expectRefused';
import { httpOver, type Call } from '../support/httpWorld';
import { mcaTemplate } from '../support/worldDesk';
import { World } from '../support/world';

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;

beforeEach(async () => {
  world = await World.at('2021-06-18T10:00:00Z');
  http = httpOver(world);
  customerId = world.customer('Molenwiek');
});

const cloudTemplate = '998b88de-aa99-4388-a42c-1b3517d49490';
const link = (uri: string) => ({ uri, method: 'GET', headers: [] });
const collectionOf = (items: readonly unknown[], uri: string) => ({ totalCount: items.length, items, links: { self: link(uri) }, attributes: { objectType: 'Collection' } });

const contact = { firstName: 'Jop', lastName: 'Smit', email: 'j.smit@molenwiek.example', phoneNumber: '0755551234' };
const agreement = { primaryContact: contact, templateId: mcaTemplate, dateAgreed: '2021-06-02T00:00:00Z', type: 'MicrosoftCustomerAgreement' };
const confirmed = { ...agreement, userId: 'user of the test', dateAgreed: '2021-06-02T00:00:00.000Z', agreementLink: 'https://aka.ms/customeragreement' };
const path = () => `/v1/customers/${customerId}/agreements`;
const post = (body: object = agreement, more: Call = {}): Call => ({ method: 'POST', body, ...more });

const expectRefused = refusalsOver(() => ({ world, http }));

const mca = { templateId: mcaTemplate, agreementType: 'MicrosoftCustomerAgreement', agreementLink: 'https://aka.ms/customeragreement', versionRank: 0 };
const cloud = { templateId: cloudTemplate, agreementType: 'MicrosoftCloudAgreement', agreementLink: 'https://docs.microsoft.com/partner-center/agreements', versionRank: 0 };

test.each([
  ['', [cloud]],
  ['?agreementType=MicrosoftCustomerAgreement', [mca]],
  ['?agreementType=MicrosoftCloudAgreement', [cloud]],
  ['?AGREEMENTTYPE=*', [mca, cloud]],
])('[CUS-2] metadata%s', async (query, items) => {
  const reply = await http(`/v1/agreements${query}`);
  expect([reply.status, reply.body]).toEqual([200, collectionOf(items, '/agreements')]);
});

describe('[CUS-2] confirming the agreement', () => {
  test('answers 201 and is listed under its type; the default type is the old one', async () => {
    const attested = await http(path(), post());
    expect([attested.status, attested.body]).toEqual([201, confirmed]);
    for (const query of ['?agreementType=*', '?agreementType=MicrosoftCustomerAgreement']) {
      expect((await http(path() + query)).body).toEqual(collectionOf([confirmed], `/customers/${customerId}/agreements`));
    }
    expect((await http(path())).body).toEqual(collectionOf([], `/customers/${customerId}/agreements`));
  });

  test('again with other details at the same instant: both are kept; with the same as any before: refused', async () => {
    await http(path(), post());
    const other = { ...agreement, dateAgreed: '2021-06-03T00:00:00Z' };
    expect((await http(path(), post(other))).status).toBe(201);
    const listed = (await http(`${path()}?agreementType=*`)).body as { items: { dateAgreed: string }[] };
    expect(listed.items.map(({ dateAgreed }) => dateAgreed)).toEqual(['2021-06-02T00:00:00.000Z', '2021-06-03T00:00:00.000Z']);
    for (const same of [agreement, other]) await expectRefused(path(), post(same), 400, failed(600061, `This very confirmation of the customer ${customerId} is recorded already.`));
  });

  test.each([
    ['2021-06-18T10:00:00Z', 201],
    ['2021-06-18T10:00:00.001Z', 400],
  ])('agreed at %s, told at 10:00: %i', async (dateAgreed, status) => {
    const reply = await http(path(), post({ ...agreement, dateAgreed }));
    expect(reply.status).toBe(status);
    if (status === 400) expect(reply.body).toEqual(failed(3000, 'dateAgreed: 2021-06-18T10:00:00.001Z lies in the future.'));
  });

  test.each([
    [{ templateId: cloudTemplate, type: 'MicrosoftCloudAgreement' }, 3000, `templateId: there is no agreement template ${cloudTemplate}.`],
    [{ templateId: cloudTemplate }, 3000, `templateId: there is no agreement template ${cloudTemplate}.`],
    [{ type: 'Handshake' }, 900126, 'type: "Handshake" is none of MicrosoftCustomerAgreement, MicrosoftCloudAgreement.'],
    [{ dateAgreed: undefined }, 800002, 'The input is not valid. dateAgreed: is required.'],
    [{ primaryContact: { ...contact, email: undefined } }, 800002, 'The input is not valid. primaryContact.email: is required.'],
  ])('with %j is refused', async (over, code, description) => {
    await expectRefused(path(), post({ ...agreement, ...over }), 400, failed(code, description));
  });

  test('needs a user and the role, and is not for indirect resellers', async () => {
    await expectRefused(path(), post(agreement, { appOnly: true }), 403, failed(900329, 'An app-only token is not allowed here: send a token with a user.'));
    await expectRefused(path(), post(agreement, { roles: ['billing_admin'] }), 403, failed(900150, expect.stringContaining('agreements.attest')));
    expect((await http(path(), post(agreement, { roles: ['global_admin'] }))).status).toBe(201);
    const partner = await world.app.partnerOf('6120045');
    if (partner === undefined) throw new Error('The sample has no such reseller');
    const caller: Caller = { tenantId: partner.tenantId, kind: 'partner', partner, userId: 'u', displayName: 'u', roles: ['admin_agent'], appOnly: false };
    customerId = world.customer('Tulpveld');
    await expectRefused(path(), post(agreement, { caller }), 403, failed(900308, expect.stringContaining('go through the indirect provider')));
  });

  test('reading needs a user too', async () => {
    const status = `/v1/customers/${customerId}/directSignedMicrosoftCustomerAgreementStatus`;
    for (const where of [path(), '/v1/agreements', status, `/v1/agreementtemplates/${mcaTemplate}/document`]) {
      await expectRefused(where, { appOnly: true }, 403, failed(900329, 'An app-only token is not allowed here: send a token with a user.'));
    }
    expect((await http(status)).body).toEqual({ isSigned: false });
  });
});

describe("[CUS-2] the agreement's document", () => {
  const document = (templateId: string, query = '') => `/v1/agreementtemplates/${templateId}/document${query}`;

  test('in a language of the country, with a download link of its own', async () => {
    const displayUri = 'https://aka.ms/customeragreement?country=NL&language=nl-NL';
    const get = async () => (await http(document(mcaTemplate, '?language=nl-NL&country=NL'))).body as { downloadUri: string };
    const first = await get();
    expect(first).toEqual({ displayUri, downloadUri: expect.stringMatching(/&expires=2021-06-18T10:05:00\.000Z$/) as string, language: 'nl-NL', country: 'NL' });
    expect((await get()).downloadUri).not.toBe(first.downloadUri);
    expect((await http(document(mcaTemplate))).body).toMatchObject({ language: 'en-US', country: 'US' });
  });

  test('letter case counts', async () => {
    await expectRefused(document(mcaTemplate.replace('a', 'A')), {}, 404, failed(1000, `There is no agreement template ${mcaTemplate.replace('a', 'A')}.`));
    await expectRefused(document(mcaTemplate, '?country=nl'), {}, 404, failed(1000, 'There are no validation rules for the country nl.'));
  });
});
