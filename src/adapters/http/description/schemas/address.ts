import { z } from 'zod';
import { country, members, named } from './answerSchema';

const text = z.string().optional();

const lines = {
  country,
  region: text,
  city: text,
  state: text,
  district: text,
  addressLine1: text,
  addressLine2: text,
  addressLine3: text,
  postalCode: text,
  firstName: text,
  middleName: text,
  lastName: text,
  phoneNumber: text,
};

/** Of a customer, or of who is to be written to there. */
export const address = named('Address', members({ ...lines, emailAddress: text }));

/** Of a partner. Who lives there is not in it. */
export const partnerAddress = named('PartnerAddress', members(lines));
