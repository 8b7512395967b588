export { JournalDamaged } from './journal/readJournal';
export { type BrokerOptions, type RunningBroker, startBroker } from './startBroker';
export { parseTopology, readTopology } from './topology/readTopology';
export { type TopologyForm } from './topology/schema';
