import { onSubscription } from '../../src/adapters/servicebus/onSubscription';
import { theApp } from '../../src/wiring/wiring';

onSubscription('notifications', async (told) => (await theApp()).consumers.take('notifications', told));
