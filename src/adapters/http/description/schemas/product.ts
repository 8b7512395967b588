import { z } from 'zod';
import { productTypes } from '../../resources/catalogue';
import { link, members, named } from './answerSchema';

const itemType = <Id extends string>(ids: readonly Id[]) => members({ id: z.enum(ids), displayName: z.enum(ids) });
const types = Object.values(productTypes);
const subTypes = types.flatMap((type) => ('subType' in type ? [type.subType.id] : []));

export const product = named(
  'Product',
  members({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    productType: members({ ...itemType([...new Set(types.map(({ id }) => id))]).shape, subType: itemType(subTypes).optional() }).meta({ description: '`OnlineServicesNCE` are licences of new commerce, `OnlineServices` traditional ones.' }),
    isMicrosoftProduct: z.boolean(),
    publisherName: z.string(),
    links: members({ skus: link, self: link }),
  }),
);
