/** How people sign in at the console: nowhere, at the local runtime, or at Entra ID. */
export type ConsoleSignIn =
  | { readonly kind: 'none' }
  | { readonly kind: 'local' }
  | {
      readonly kind: 'entra';
      readonly clientId: string;
      readonly authority: string;
      /** That a token is asked for. */
      readonly scope: string;
    };
