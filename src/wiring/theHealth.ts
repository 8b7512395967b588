import { hostPatience } from '../adapters/clock/hostPatience';
import { createHealthCheck } from '../app/health';
import { theApp } from './wiring';

/** How this process's app is; one for all probes, so that what they learn is shared. */
export const theHealth = createHealthCheck({ app: () => theApp(), patience: hostPatience });
