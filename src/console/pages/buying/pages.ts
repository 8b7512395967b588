import { type ConsolePage } from '../../consolePage';

/** From the catalogue to an order. */
export const buyingPages: readonly ConsolePage[] = [
  { path: '/catalogue', title: 'Catalogue', inNavigation: 'Sell', permission: 'catalogue.read', onlyFor: ['partner'], load: async () => (await import('./cataloguePage')).CataloguePage },
  { path: '/catalogue/:country/:productId', title: 'Product', permission: 'catalogue.read', load: async () => (await import('./marketProductPage')).MarketProductPage },
  { path: '/customers/:customerId/buy', title: 'Buy', permission: 'catalogue.read', load: async () => (await import('./buyPage')).BuyPage },
  { path: '/customers/:customerId/buy/:productId', title: 'Product', permission: 'catalogue.read', load: async () => (await import('./productPage')).ProductPage },
  { path: '/customers/:customerId/carts/:cartId', title: 'Cart', permission: 'carts.write', load: async () => (await import('./cartPage')).CartPage },
  { path: '/customers/:customerId/orders', title: 'Orders', permission: 'orders.read', load: async () => (await import('./ordersPage')).OrdersPage },
  { path: '/customers/:customerId/orders/:orderId', title: 'Order', permission: 'orders.read', load: async () => (await import('./orderPage')).OrderPage },
];
