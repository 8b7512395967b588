import { onSubscription } from '../../src/adapters/servicebus/onSubscription';
import { areSettingsRight, theApp } from '../../src/wiring/wiring';

onSubscription('notifications', areSettingsRight, async (told) => (await theApp()).consumers.take('notifications', told));
