/** Where the API has something that falls due or happened; undefined where it has no place of its own. Windows and reminders name their subscription in front of a bar. @param kind of the thing itself. */
export const apiHref = (kind: string, customerId: string, subject: string): string | undefined => {
  const [id = subject] = subject.split('|');
  switch (kind) {
    case 'subscription':
    case 'window':
      return `/v1/customers/${customerId}/subscriptions/${id}`;
    case 'transfer':
      return `/v1/customers/${customerId}/transfers/${id}`;
    case 'order':
      return `/v1/customers/${customerId}/orders/${id}`;
    case 'customer':
      return `/v1/customers/${customerId}`;
    case 'invoice':
      return `/v1/invoices/${id}`;
    default:
      return undefined;
  }
};
