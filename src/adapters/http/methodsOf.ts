import { type Method, type ServedRoute } from './routeDefinition';

/** The methods that a route answers: what can be read can be asked for by HEAD too. */
export const methodsOf = ({ method }: Pick<ServedRoute, 'method'>): readonly Method[] => (method === 'GET' ? ['GET', 'HEAD'] : [method]);

/** Whether a route only reads. */
export const isRead = ({ method }: Pick<ServedRoute, 'method'>): boolean => method === 'GET' || method === 'HEAD';
