import { type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';
import { type CustomerRefusal } from './refusals';
import { educationSegments, qualificationNames, type Customer, type Qualification, type QualificationName } from './state';

export interface AskQualification {
  readonly partnerTenantId: string;
  /** As the client wrote it. */
  readonly qualification: string;
  readonly educationSegment?: string;
  readonly website?: string;
  readonly validationCode?: string;
}

export interface Qualified {
  readonly customer: Customer;
  readonly qualification: Qualification;
}

/** Why an education customer may be denied, as published. */
export const denialReasons = [
  'Not an Education Customer',
  'No longer an Education Customer',
  'Not an Education Customer upon review',
  'Restricted',
  'Not an academic domain',
  'Not an eligible library',
  'Not an eligible museum',
] as const;
export type DenialReason = (typeof denialReasons)[number];

const refuse = (problem: string): Result<never, CustomerRefusal> => failure({ kind: 'QualificationInvalid', problem });

const named = <T extends string>(names: readonly T[], text: string): T | undefined => names.find((name) => name.toLowerCase() === text.toLowerCase());

/** All of a customer's qualifications. One whose segment was not asked for here (it came with its data) counts as approved from the start. */
export const qualificationsOf = (customer: Customer): readonly Qualification[] => {
  const stored = customer.qualifications ?? [];
  const implied = ({ education: 'Education', government: 'GovernmentCommunityCloud' } as const)[customer.segment as 'education' | 'government'] as QualificationName | undefined;
  if (implied === undefined || stored.some(({ qualification }) => qualification === implied)) return stored;
  return [{ qualification: implied, vettingStatus: 'Approved', createdAt: customer.createdAt }, ...stored];
};

const withQualification = (customer: Customer, qualification: Qualification): Customer => ({
  ...customer,
  version: customer.version + 1,
  qualifications: [...qualificationsOf(customer).filter((held) => held.qualification !== qualification.qualification), qualification],
});

/**
 * CUS-3: the partner states what the customer is. Education is looked into before the segment changes; a state-owned entity is taken at its word, and its
 * segment stays. The government community cloud needs a validation code, and nobody has issued any here.
 * Refusals: QualificationInvalid.
 */
export const askQualification = (asked: AskQualification, customer: Customer, now: Instant): Result<Qualified, CustomerRefusal> => {
  const name = named(qualificationNames, asked.qualification);
  if (name === undefined) return refuse(`qualification: "${asked.qualification}" is none of ${qualificationNames.join(', ')}`);
  if (name === 'StateOwnedEntity') {
    const qualification: Qualification = { qualification: name, askedBy: asked.partnerTenantId, createdAt: now };
    return success({ qualification, customer: withQualification(customer, qualification) });
  }
  const other = qualificationsOf(customer).find(({ qualification, vettingStatus }) => qualification !== 'StateOwnedEntity' && vettingStatus !== 'Denied');
  if (other?.vettingStatus === 'Approved') return refuse(`qualification: the customer is qualified for ${other.qualification} already`);
  if (other !== undefined && other.qualification !== name) return refuse(`qualification: ${other.qualification} is in review`);
  if (name === 'GovernmentCommunityCloud') {
    return refuse(asked.validationCode ? `validationCode: "${asked.validationCode}" is not known` : 'validationCode: is required');
  }
  const educationSegment = named(educationSegments, asked.educationSegment ?? '');
  if (educationSegment === undefined) return refuse(`educationSegment: must be one of ${educationSegments.join(', ')}`);
  const qualification: Qualification = {
    qualification: name,
    educationSegment,
    ...(asked.website && { website: asked.website }),
    vettingStatus: 'InReview',
    askedBy: asked.partnerTenantId,
    createdAt: now,
  };
  return success({ qualification, customer: withQualification(customer, qualification) });
};

/**
 * CUS-3: whoever runs the installation has looked into it. Approved, it decides from now on what the catalogue shows the customer; what it holds stays.
 * @param denied why not; absent: approved. Refusals: QualificationNotFound (nothing of that name is in review).
 */
export const judgeQualification = (name: QualificationName, denied: DenialReason | undefined, customer: Customer): Result<Qualified, CustomerRefusal> => {
  const asked = qualificationsOf(customer).find(({ qualification, vettingStatus }) => qualification === name && vettingStatus === 'InReview');
  if (asked === undefined) return failure({ kind: 'QualificationNotFound', qualification: name });
  const qualification: Qualification = { ...asked, vettingStatus: denied === undefined ? 'Approved' : 'Denied', ...(denied !== undefined && { vettingReason: denied }) };
  const judged = withQualification(customer, qualification);
  const segment = name === 'Education' ? 'education' : 'government';
  return success({ qualification, customer: denied === undefined ? { ...judged, segment } : judged });
};
