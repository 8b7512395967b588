import { type Qualified } from '../../../domain/parties/customer/qualify';
import { type Qualification } from '../../../domain/parties/customer/state';

/** The date member is `vettingCreateDate` in the published schema, `vettingCreatedDate` in some samples. A state-owned entity is not vetted and has none. */
export const qualificationResource = ({ qualification, educationSegment, website, vettingStatus, vettingReason, createdAt }: Qualification) => ({
  qualification,
  ...(educationSegment !== undefined && { educationSegment }),
  ...(website !== undefined && { website }),
  ...(vettingStatus !== undefined && { vettingStatus, vettingCreateDate: createdAt }),
  ...(vettingReason !== undefined && { vettingReason }),
});

export const qualifiedResource = ({ qualification }: Qualified) => qualificationResource(qualification);
