import { plusMinutes, type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';
import { agreementLinkOf } from './agreements';
import { isCultureOf } from './countryRules';
import { type CustomerRefusal } from './refusals';

export interface AgreementDocument {
  readonly displayUri: string;
  readonly downloadUri: string;
  readonly language: string;
  readonly country: string;
}

export interface AskedDocument {
  readonly templateId: string;
  readonly country?: string;
  readonly language?: string;
  /** Makes the download link of this call unlike any other. */
  readonly callId: string;
}

const validMinutes = 5;
const english = 'en-US';

/**
 * Where an agreement's text is. Template id and country count in their letter case; a language the country does not have becomes `en-US`.
 * The text itself is Microsoft's: the links lead to its public page, and the five minutes of a download link are stated in it.
 * Refusals: AgreementDocumentNotFound, CustomerRefusal CountryRulesUnknown for a country that is not two upper-case letters.
 */
export const agreementDocument = ({ templateId, country = 'US', language = english, callId }: AskedDocument, now: Instant): Result<AgreementDocument, CustomerRefusal> => {
  const page = agreementLinkOf(templateId);
  if (page === undefined) return failure({ kind: 'AgreementDocumentNotFound', templateId });
  if (!/^[A-Z]{2}$/.test(country)) return failure({ kind: 'CountryRulesUnknown', country });
  const spoken = isCultureOf(language, country) ? language : english;
  const displayUri = `${page}?country=${country}&language=${spoken}`;
  return success({ displayUri, downloadUri: `${displayUri}&download=${callId}&expires=${plusMinutes(now, validMinutes)}`, language: spoken, country });
};
