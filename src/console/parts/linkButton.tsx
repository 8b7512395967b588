import { Button, type ButtonProps } from '@fluentui/react-components';
import { type ReactNode } from 'react';
import { useHref, useNavigate } from 'react-router';

/** A link to another page of the console that looks like a button. */
export const LinkButton = ({ to, appearance, children }: { readonly to: string; readonly appearance?: ButtonProps['appearance']; readonly children: ReactNode }) => {
  const navigate = useNavigate();
  const href = useHref(to);
  return (
    <Button
      as="a"
      href={href}
      {...(appearance !== undefined && { appearance })}
      onClick={(event: { readonly ctrlKey: boolean; readonly metaKey: boolean; readonly shiftKey: boolean; preventDefault: () => void }) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        void navigate(to);
      }}
    >
      {children}
    </Button>
  );
};
