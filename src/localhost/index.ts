export * from './contracts';
export { type AzuriteOptions, type RunningAzurite, startAzurite } from './azurite';
export { waitForOrphan } from './azuriteLeftover';
export { findRunningAzurite } from './azuriteRunning';
export { type AzuriteStore, inspectAzuriteStore } from './azuriteStore';
export { RealClock } from './clock/realClock';
export { VirtualClock, type VirtualClockOptions } from './clock/virtualClock';
export { type HostOptions, type RunningHost, startHost } from './host';
export { type TriggerContext, type TriggerExtension, type TriggerListener } from './triggers/triggerListener';
