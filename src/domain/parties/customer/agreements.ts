export interface AgreementTemplate {
  readonly templateId: string;
  readonly agreementType: string;
  readonly agreementLink: string;
  readonly versionRank: number;
}

/** The one agreement that counts for ordering since 2020-02-01; the cloud agreement before it no longer does. */
export const customerAgreement = 'MicrosoftCustomerAgreement';

/** Template ids are public facts: "Get agreement metadata for the Microsoft Customer Agreement", Partner Center developer documentation. */
export const agreementTemplates: readonly AgreementTemplate[] = [
  {
    templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
    agreementType: customerAgreement,
    agreementLink: 'https://aka.ms/customeragreement',
    versionRank: 0,
  },
  {
    templateId: '998b88de-aa99-4388-a42c-1b3517d49490',
    agreementType: 'MicrosoftCloudAgreement',
    agreementLink: 'https://docs.microsoft.com/partner-center/agreements',
    versionRank: 0,
  },
];

/** Default when the query names no type, as published: the cloud agreement. `*` names all. */
export const templatesOfType = (agreementType: string | undefined): readonly AgreementTemplate[] => {
  if (agreementType === '*') return agreementTemplates;
  const wanted = (agreementType ?? 'MicrosoftCloudAgreement').toLowerCase();
  return agreementTemplates.filter((template) => template.agreementType.toLowerCase() === wanted);
};

export const agreementLinkOf = (templateId: string): string | undefined =>
  agreementTemplates.find((template) => template.templateId === templateId)?.agreementLink;
