import { type Stores } from '../../../src/wiring/tables';

export type TableName = keyof Stores;
