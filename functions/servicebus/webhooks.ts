import { onSubscription } from '../../src/adapters/servicebus/onSubscription';
import { deliverAtOnce } from '../../src/app/webhook/deliverAtOnce';
import { theApp } from '../../src/wiring/wiring';

onSubscription('webhooks', async (told) => deliverAtOnce((await theApp()).webhook, told));
