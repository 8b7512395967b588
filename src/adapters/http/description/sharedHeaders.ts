/** Of a write that deletes or leaves behind what it is not about. */
export const besideHeaders = {
  'NextTerm-Removed': 'What the call deleted that it was not about, separated by commas.',
  'NextTerm-Out-Of-Proportion': '`product:sku` of add-ons that it leaves with more or fewer licences than their base allows, separated by commas.',
} as const;

/** Of a resource that carries its version. */
export const etagHeader = { ETag: 'Its version, as `If-Match` takes it.' } as const;

/** Of a list that is a bare array. */
export const bareListHeaders = {
  'MS-ContinuationToken': 'Where there is a next page: its token, to be sent in this header with `seekOperation=Next`.',
  'NextTerm-Unreadable': 'How many rows could not be read and are left out; absent: none.',
} as const;
