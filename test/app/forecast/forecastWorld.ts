import { customerForecast } from '../../../src/app/forecast/customerForecast';
import { forecastSpan } from '../../../src/app/forecast/partnerForecast';
import { type ChargeLine } from '../../../src/domain/billing/chargeLine';
import { type NotLived } from '../../../src/domain/subscription/term/liveAhead';
import { dayOf, startOfDay } from '../../../src/kernel/calendarDate';
import { type Instant } from '../../../src/kernel/instant';
import { listSubscriptions } from '../../../src/app/subscription/subscriptionBook';
import { type World } from '../../support/world';

/** What a part of the answer says of a sum. */
export interface Sums {
  readonly currency: string;
  readonly lines: number;
  readonly amount: string;
  readonly linesWithoutPlans: number;
  readonly amountWithoutPlans: string;
}

export interface Forecast {
  readonly asOf: string;
  readonly until: string;
  readonly customers: number;
  readonly subscriptions: number;
  readonly items: readonly (Sums & { readonly month: string; readonly happenings: readonly (Sums & { readonly what: string })[] })[];
  readonly renewals: readonly (Sums & { readonly date: string })[];
  readonly unknown: readonly { readonly customerId: string; readonly subscriptionId: string; readonly friendlyName: string; readonly from: string; readonly reason: string }[];
  readonly notIncluded: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly unreadable?: readonly { readonly kind: string }[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

/** By subscription, in order of time. */
export type LinesById = Readonly<Record<string, readonly ChargeLine[]>>;

const byId = (lines: readonly ChargeLine[]): LinesById => {
  const ids = [...new Set(lines.map(({ subscriptionId }) => subscriptionId))].toSorted();
  return Object.fromEntries(ids.map((id) => [id, lines.filter((line) => line.subscriptionId === id).toSorted((a, b) => (a.id < b.id ? -1 : 1))]));
};

/** Every line that havn's customers are told beforehand, in both lives. */
export const foretoldLines = async (world: World, customers: readonly string[], months: number): Promise<{ readonly planned: LinesById; readonly unplanned: LinesById; readonly notLived: readonly NotLived[] }> => {
  const { months: [first = dayOf(world.now())], until } = forecastSpan(world.now(), months);
  const all = await Promise.all(customers.map((customer) => customerForecast(world.app, world.as('havn').partner.tenantId, customer, { from: startOfDay(first), until })));
  const linesOf = (life: 'planned' | 'unplanned'): LinesById => byId(all.flatMap((forecast) => forecast[life].map(({ line }) => line)));
  return { planned: linesOf('planned'), unplanned: linesOf('unplanned'), notLived: all.flatMap(({ notLived }) => notLived) };
};

/** Every line that havn's customers were charged since an instant, excluded. */
export const chargedSince = async (world: World, customers: readonly string[], since: Instant): Promise<LinesById> => {
  const { tenantId } = world.as('havn').partner;
  const lines: ChargeLine[] = [];
  for (const customer of customers) {
    for (const { id, partnerId } of await listSubscriptions(world.stores.Commerce, customer)) if (partnerId === tenantId) lines.push(...(await world.charges(customer, id)).filter(({ orderDate }) => orderDate > since));
  }
  return byId(lines);
};
