import { type DescribedArea } from '../operation';
import { activationLinks, provisioningLines } from '../schemas/activationLink';
import { collectionOf } from '../schemas/answerSchema';
import { cart } from '../schemas/cart';
import { checkoutResult, previewedCheckout } from '../schemas/checkout';
import { order, writtenOrder } from '../schemas/order';
import { besideHeaders } from '../sharedHeaders';

export const orders: DescribedArea = {
  name: 'Carts and orders',
  about: 'From what is wanted to what was bought.',
  operations: {
    createCart: {
      summary: 'Create a cart; create a cart with add-ons',
      details: 'What cannot be bought is no refusal: the line says why in `error`. Lines that can be ordered together get an `orderGroup`, and lines their prices.',
      answers: { 201: cart },
    },
    getCart: { summary: 'Get a cart', details: 'Prices are those of now; a line whose price has changed since it was shown says so in `priceChange`.', answers: { 200: cart } },
    replaceCart: { summary: 'Update a cart', details: 'All lines are replaced. A cart that was checked out cannot be changed.', answers: { 201: cart } },
    checkoutCart: {
      summary: 'Check out a cart',
      details: 'One order for each group of lines. A repeated call answers with the orders of the first. Where a price has risen since the cart was shown, it is refused unless `acceptPrices=true`.',
      answers: { 201: checkoutResult },
      headers: besideHeaders,
      previewed: previewedCheckout,
    },
    createOrder: { summary: 'Create an order; create an order for a customer of an indirect reseller', answers: { 201: writtenOrder }, headers: besideHeaders },
    listOrders: { summary: "Get all of a customer's orders", answers: { 200: collectionOf(order) } },
    getOrder: { summary: 'Get an order by ID', answers: { 200: order } },
    patchOrder: {
      summary: 'Cancel software purchases; purchase an add-on to a subscription',
      details: 'With `status` `cancelled`: the lines named are cancelled, all of them where none is named. With lines that have no `subscriptionId`: those add-ons are bought. With `billingCycle` alone: its traditional subscriptions, with what hangs on them, change to that one at once.',
      answers: { 200: writtenOrder },
      headers: besideHeaders,
    },
    getOrderProvisioningStatus: { summary: 'Get order provisioning status', answers: { 200: provisioningLines } },
    listOrderActivationLinks: { summary: 'Get activation links by order', answers: { 200: activationLinks } },
    listLineActivationLinks: { summary: 'Get activation link by order line item', answers: { 200: activationLinks } },
  },
};
