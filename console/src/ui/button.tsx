import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Icon, type IconName } from './icon';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** One filled button in a view: what the view is for. */
  kind?: 'filled' | 'quiet' | 'plain' | 'danger';
  icon?: IconName;
  /** The text; for a button that shows its icon alone, give `aria-label` instead. */
  children?: ReactNode;
}

export function Button({ kind = 'quiet', icon, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className="button" data-kind={kind} data-icon-only={children === undefined || undefined}>
      {props.isPending ? <span className="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}
