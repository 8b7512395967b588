/** What the model does not follow: its subscription is left out from then on. */
export class NotFollowed extends Error {
  override readonly name = 'NotFollowed';
}
