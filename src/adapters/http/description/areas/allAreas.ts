import { type DescribedArea, type OperationDescription } from '../operation';
import { azurePlans } from './azurePlans';
import { catalogue } from './catalogue';
import { customers } from './customers';
import { history } from './history';
import { installation } from './installation';
import { invoices } from './invoices';
import { migrations } from './migrations';
import { notifications } from './notifications';
import { operations } from './operations';
import { orders } from './orders';
import { overage } from './overage';
import { partners } from './partners';
import { subscriptions } from './subscriptions';
import { support } from './support';
import { transfers } from './transfers';
import { upgrades } from './upgrades';
import { webhooks } from './webhooks';

/** The whole API in the order in which it is shown. */
export const describedAreas: readonly DescribedArea[] = [catalogue, customers, partners, orders, subscriptions, upgrades, migrations, transfers, support, azurePlans, overage, invoices, history, webhooks, notifications, operations, installation];

/** By the name of the route. */
export const describedOperations: ReadonlyMap<string, OperationDescription> = new Map(describedAreas.flatMap(({ operations }) => Object.entries(operations)));
