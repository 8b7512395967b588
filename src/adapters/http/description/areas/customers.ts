import { z } from 'zod';
import { type DescribedArea } from '../operation';
import { addressValidation, countryRules } from '../schemas/addressValidation';
import { agreement, agreementDocument, agreementMetadata } from '../schemas/agreement';
import { attributesOf, collectionOf, members } from '../schemas/answerSchema';
import { billingProfile, companyProfile, createdCustomer, customer, customerToCreate, listedCustomer } from '../schemas/customer';
import { qualification } from '../schemas/qualification';
import { customerReseller, listedRelationship, resellerRelationship } from '../schemas/relationship';

const TYPE_OF_AGREEMENT = 'Without `agreementType` the cloud agreement, as published; `*` names all.';

export const customers: DescribedArea = {
  name: 'Customers',
  about: 'Customers of a partner, what they agreed to and who they are.',
  operations: {
    listCustomers: {
      summary: 'Get a list of customers',
      details: '`filter` is JSON: `{"Field":"CompanyName","Value":"zon","Operator":"starts_with"}`, by `CompanyName`, `Domain` or, for users only, the tenant of an `IndirectReseller`.',
      answers: { 200: collectionOf(listedCustomer) },
    },
    createCustomer: {
      summary: 'Create a customer; create a customer for an indirect reseller',
      details: 'With `associatedPartnerId` for an indirect reseller of the calling provider, which an app-only token may not. The answer holds credentials that are shown once.',
      answers: { 201: createdCustomer },
      previewed: customerToCreate,
    },
    getCustomer: { summary: 'Get a customer by ID', answers: { 200: customer } },
    patchCustomer: {
      summary: 'Remove a reseller relationship with a customer',
      details: 'The one change of a customer: `relationshipToPartner: "none"`. Refused while a subscription that the partner sold is active. The rest may come along as it was read.',
      answers: { 200: customer },
    },
    deleteCustomer: { summary: 'Delete a customer account', details: 'Always refused: what a customer bought is charge lines, invoices and an audit log, which stay.', answers: {} },
    getCompanyProfile: { summary: "Get a customer's company profile", answers: { 200: companyProfile } },
    getBillingProfile: { summary: "Get a customer's billing profile", answers: { 200: billingProfile } },
    replaceBillingProfile: {
      summary: "Update a customer's billing profile",
      details: 'The whole of it. The version that is replaced has to be named, by `If-Match` or `attributes.etag`. The country of the address cannot change.',
      answers: { 200: billingProfile },
    },
    listQualifications: { summary: "Get a customer's qualifications", answers: { 200: z.array(qualification) } },
    addQualification: {
      summary: "Update a customer's qualifications",
      details: 'Education is looked into by the operator before it counts; a state-owned entity is taken at its word. The government community cloud needs a validation code, and none have been issued here.',
      answers: { 201: qualification },
    },
    approveQualification: { summary: 'Approve a qualification that is in review', details: 'From then on it decides what the catalogue shows the customer; what it holds stays.', answers: { 200: qualification } },
    denyQualification: { summary: 'Deny a qualification that is in review', answers: { 200: qualification } },
    listValidationCodes: { summary: "Get a partner's validation codes", details: 'Always empty: Microsoft issues them.', answers: { 200: z.array(z.never()) } },
    getValidationStatus: { summary: 'Retrieve the validation status of a customer', details: 'Always refused (404 / 600074): nobody reviews accounts here, and nothing is blocked by it.', answers: {} },
    checkDomain: { summary: 'Verify domain availability', details: '200: it is taken. 404: it is free. Neither has a body.', answers: { 200: 'nothing', 404: 'nothing' } },
    validateAddress: { summary: 'Validate an address', details: "It reads, though it is posted. As much as the country's rules can say.", answers: { 200: addressValidation } },
    getCountryRules: { summary: 'Get address formatting rules by market', answers: { 200: countryRules } },
    customerRelationshipRequest: {
      summary: 'Retrieve a relationship request URL',
      details: 'What a partner sends to a customer that is to accept it as its reseller.',
      answers: { 200: members({ url: z.string(), attributes: attributesOf('RelationshipRequest') }) },
    },
    listCustomerResellers: { summary: 'Get indirect resellers of a customer', answers: { 200: collectionOf(customerReseller) } },
    listRelationshipsOfCustomer: {
      summary: 'Partners of a customer',
      details: 'The customer sees who is, was, or asks to be its partner; a partner sees its own request, whatever became of it, and nothing else.',
      answers: { 200: collectionOf(listedRelationship) },
    },
    askRelationship: { summary: 'Ask a customer for a relationship', details: 'The same request again changes nothing. After a refusal, or its end, it may be asked for again.', answers: { 201: resellerRelationship } },
    acceptRelationship: { summary: 'Accept a partner', details: 'By the customer. `acceptCustomerAgreement` accepts the customer agreement in the same step. With `If-Match` the request that it names alone is accepted: a partner can ask otherwise while it waits.', answers: { 200: resellerRelationship } },
    declineRelationship: { summary: 'Decline a partner', details: 'By the customer. With `If-Match` the request that it names alone.', answers: { 200: resellerRelationship } },
    listAgreementTemplates: { summary: 'Get agreement metadata', details: TYPE_OF_AGREEMENT, answers: { 200: collectionOf(agreementMetadata) } },
    getAgreementDocument: { summary: 'Download Microsoft Customer Agreement template', details: 'Links to it. Letter case counts in the template and the country; a language that the country does not have becomes `en-US`.', answers: { 200: agreementDocument } },
    listAgreements: { summary: 'Get confirmation of customer acceptance of an agreement', details: TYPE_OF_AGREEMENT, answers: { 200: collectionOf(agreement) } },
    attestAgreement: { summary: 'Confirm customer acceptance of an agreement', answers: { 201: agreement } },
    getDirectSignedStatus: { summary: 'Get direct signing status of Microsoft Customer Agreement', details: 'Whether the customer accepted it itself.', answers: { 200: members({ isSigned: z.boolean() }) } },
  },
};
