import { z } from 'zod';
import { type DescribedArea } from '../operation';
import { collectionOf, members } from '../schemas/answerSchema';
import { availability, customerAvailability } from '../schemas/availability';
import { offer, offerCategory } from '../schemas/offer';
import { product } from '../schemas/product';
import { promotion, promotionEligibilities, promotionWithConstraints } from '../schemas/promotion';
import { restriction } from '../schemas/restriction';
import { sku } from '../schemas/sku';

const BY_CUSTOMER = "The catalogue of the customer's market, with what is open to its segment; whether something can be bought is said for this customer.";
const NO_TOKENS = 'The next page is asked for by `offset`, as `links.next` has it.';

const products = collectionOf(product);
const skus = collectionOf(sku);
const availabilities = collectionOf(availability);
const offers = collectionOf(offer);
const offerCategories = collectionOf(offerCategory);

export const catalogue: DescribedArea = {
  name: 'Catalogue',
  about: 'What can be bought, at what price, and for whom.',
  operations: {
    listProducts: { summary: 'Get a list of products (by country)', details: 'What is off sale for good is left out. Without `targetSegment` all segments but `nonprofit`.', answers: { 200: products } },
    getProduct: { summary: 'Get a product by ID', answers: { 200: product } },
    listSkus: { summary: 'Get a list of SKUs for a product (by country)', answers: { 200: skus } },
    getSku: { summary: 'Get a SKU by ID', answers: { 200: sku } },
    listAvailabilities: { summary: 'Get a list of availabilities for a SKU (by country)', answers: { 200: availabilities } },
    getAvailability: { summary: 'Get an availability by ID', answers: { 200: availability } },
    listCustomerProducts: { summary: 'Get a list of products (by customer)', details: BY_CUSTOMER, answers: { 200: products } },
    getCustomerProduct: { summary: 'Get a product by ID (by customer)', details: BY_CUSTOMER, answers: { 200: product } },
    listCustomerSkus: { summary: 'Get a list of SKUs for a product (by customer)', details: BY_CUSTOMER, answers: { 200: skus } },
    getCustomerSku: { summary: 'Get a SKU by ID (by customer)', details: BY_CUSTOMER, answers: { 200: sku } },
    listCustomerAvailabilities: { summary: 'Get a list of availabilities for a SKU (by customer)', details: BY_CUSTOMER, answers: { 200: availabilities } },
    getCustomerAvailability: { summary: 'Get an availability by ID (by customer)', details: BY_CUSTOMER, answers: { 200: customerAvailability } },
    checkInventory: {
      summary: 'Check inventory',
      details: 'It reads, though it is posted. What the catalogue does not have is left out of the answer; without a SKU all of the product are checked.',
      answers: { 200: z.array(members({ productId: z.string(), skuId: z.string(), isRestricted: z.boolean(), restrictions: z.array(restriction) })) },
      headers: { 'NextTerm-Unreadable': 'How many stored rows of the customer could not be read; absent: none.' },
    },
    listPromotions: { summary: 'Get a list of promotions', details: 'Those of one segment that run now.', answers: { 200: collectionOf(promotion) } },
    getPromotion: { summary: 'Get a promotion by ID', details: 'Past ones too. The third part of the id may be an older one.', answers: { 200: promotionWithConstraints } },
    checkPromotionEligibilities: {
      summary: 'Verify promotion eligibility',
      details: 'It reads, though it is posted. Each item is judged by itself; one that is not eligible is an answer, not a refusal. An item without `promotionId` is answered with every promotion that runs for it.',
      answers: { 200: collectionOf(promotionEligibilities) },
    },
    listOffers: { summary: 'Get a list of offers for a market', details: `Traditional licences only. ${NO_TOKENS}`, answers: { 200: offers } },
    getOffer: { summary: 'Get an offer by ID', details: 'Traditional licences only.', answers: { 200: offer } },
    listOfferAddOns: { summary: 'Get add-ons for an offer ID', details: `Traditional licences only. ${NO_TOKENS}`, answers: { 200: offers } },
    listOfferCategories: { summary: 'Get a list of offer categories by market', answers: { 200: offerCategories } },
    listCustomerOffers: { summary: 'Get a list of offers for a customer', details: `Traditional licences only. ${NO_TOKENS}`, answers: { 200: offers } },
    listCustomerOfferCategories: { summary: 'Get a list of offer categories for a customer', answers: { 200: offerCategories } },
    downloadPriceSheet: {
      summary: 'Get a price sheet',
      details: 'A CSV file, to be saved. `timeline=history` with `month` gives what held in that month. An app-only token is refused.',
      answers: { 200: 'file' },
      headers: { 'Content-Disposition': 'The name of the file.' },
    },
    downloadOfferMatrix: {
      summary: 'Get an offer matrix',
      details: "A CSV file, to be saved. What a SKU is carries no dates: any month that has begun gets today's matrix. An app-only token is refused.",
      answers: { 200: 'file' },
      headers: { 'Content-Disposition': 'The name of the file.' },
    },
  },
};
