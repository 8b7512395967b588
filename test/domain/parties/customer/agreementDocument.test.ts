import { agreementDocument, type AskedDocument } from '../../../../src/domain/parties/customer/agreementDocument';
import { now } from './aCustomer';

const templateId = '117a77b0-9360-443b-8795-c6dedc750cf9';
const ask = (over: Partial<AskedDocument> = {}) => agreementDocument({ templateId, callId: 'call-1', ...over }, now);

test('[CUS-2] without country and language: United States, English; the download link is valid five minutes', () => {
  const displayUri = 'https://aka.ms/customeragreement?country=US&language=en-US';
  expect(ask()).toEqual({ ok: true, value: { displayUri, downloadUri: `${displayUri}&download=call-1&expires=2026-02-27T09:05:00.000Z`, language: 'en-US', country: 'US' } });
});

test.each([
  ['NL', 'nl-NL', 'nl-NL'],
  ['NL', undefined, 'en-US'],
  ['NL', 'sv-SE', 'en-US'],
  ['CH', 'fr-CH', 'fr-CH'],
])('[CUS-2] in %s, asked for in %s: in %s', (country, language, spoken) => {
  expect(ask({ country, ...(language !== undefined && { language }) })).toMatchObject({ ok: true, value: { country, language: spoken } });
});

test('[CUS-2] every call gets a download link of its own', () => {
  const [one, other] = [ask(), ask({ callId: 'call-2' })].map((result) => result.ok && result.value.downloadUri);
  expect(one).not.toBe(other);
});

test.each([
  [{ templateId: templateId.toUpperCase() }, { kind: 'AgreementDocumentNotFound', templateId: templateId.toUpperCase() }],
  [{ templateId: 'none' }, { kind: 'AgreementDocumentNotFound', templateId: 'none' }],
  [{ country: 'nl' }, { kind: 'CountryRulesUnknown', country: 'nl' }],
  [{ country: 'NLD' }, { kind: 'CountryRulesUnknown', country: 'NLD' }],
])('[CUS-2] %j is not found: letter case counts', (over, error) => {
  expect(ask(over)).toEqual({ ok: false, error });
});
