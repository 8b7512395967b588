import { Link as FluentLink } from '@fluentui/react-components';
import { type ReactNode } from 'react';
import { useHref, useNavigate } from 'react-router';

/** A link to another page of the console, in its colours; opens elsewhere as links do. */
export const PageLink = ({ to, children }: { readonly to: string; readonly children: ReactNode }) => {
  const navigate = useNavigate();
  const href = useHref(to);
  return (
    <FluentLink
      href={href}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        void navigate(to);
      }}
    >
      {children}
    </FluentLink>
  );
};
