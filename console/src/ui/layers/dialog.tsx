import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { common as m } from '../../messages/en';
import { Button } from '../button';
import { Form } from '../fields/form';
import { ProblemNotice } from '../notice';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** The buttons; the one that the dialog is for comes last. */
  foot: ReactNode;
  /** An alert interrupts; a press beside it does not close it. */
  isAlert?: boolean;
  /** Called when its form is sent; the foot's button of `type="submit"` sends it. */
  onSubmit?: () => void;
  children: ReactNode;
}

/** A short question in the middle of the screen. It is open while it is rendered. */
export function Dialog({ title, onClose, foot, isAlert, onSubmit, children }: DialogProps) {
  const content = (
    <>
      {children}
      <footer className="dialog-foot">{foot}</footer>
    </>
  );
  return (
    <ModalOverlay
      className="overlay dialog-overlay"
      isOpen
      isDismissable={!isAlert}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <Modal className="dialog">
        <AriaDialog role={isAlert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {onSubmit ? <Form onSubmit={onSubmit}>{content}</Form> : content}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ConfirmProps {
  title: string;
  /** The verb on the button that does it. */
  action: string;
  onConfirm: () => void;
  onClose: () => void;
  isPending?: boolean;
  isDangerous?: boolean;
  error?: Error | null;
  children: ReactNode;
}

/** Asks before something that cannot be taken back, and says what it would do. */
export function Confirm({ title, action, onConfirm, onClose, isPending, isDangerous, error, children }: ConfirmProps) {
  const buttons = (
    <>
      <Button onPress={onClose}>{m.cancel}</Button>
      <Button kind={isDangerous ? 'danger' : 'filled'} isPending={isPending} onPress={onConfirm}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} foot={buttons} isAlert>
      {children}
      <ProblemNotice error={error} />
    </Dialog>
  );
}
