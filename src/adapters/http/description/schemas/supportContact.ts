import { z } from 'zod';
import { attributesOf, guid, link, members, named } from './answerSchema';
import { partnerId } from './partnerId';

export const supportContact = named('SupportContact', members({ supportTenantId: guid, supportMpnId: partnerId, name: z.string(), links: members({ self: link }), attributes: attributesOf('SupportContact') }));
