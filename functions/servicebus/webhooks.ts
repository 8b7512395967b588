import { onSubscription } from '../../src/adapters/servicebus/onSubscription';
import { deliverAtOnce } from '../../src/app/webhook/deliverAtOnce';
import { areSettingsRight, theApp } from '../../src/wiring/wiring';

onSubscription('webhooks', areSettingsRight, async (told) => deliverAtOnce((await theApp()).webhook, told));
