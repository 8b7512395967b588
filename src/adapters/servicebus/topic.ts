/** The topic of `infra/servicebus.json` that events go to. */
export const TOPIC = 'lifecycle';
