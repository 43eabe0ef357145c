import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { common as m } from '../../messages/en';
import { Button } from '../button';
import { Form } from '../fields/form';

interface SheetProps {
  title: string;
  onClose: () => void;
  isWide?: boolean;
  /** There is only text in it: it takes the focus itself, so that it can be scrolled by keyboard. */
  isText?: boolean;
  /** A form to fill in from the beginning: its first field takes the focus. */
  isBlank?: boolean;
  /** The buttons at the lower edge, which stay in sight. */
  foot?: ReactNode;
  /** Called when the form is sent; the foot's button of `type="submit"` sends it. */
  onSubmit?: () => void;
  children: ReactNode;
}

/**
 * A panel that slides in from the side. It is open while it is rendered. Escape and a press beside it close it, and the
 * focus goes back to where it was.
 */
export function Sheet({ title, onClose, isWide, isText, isBlank, foot, onSubmit, children }: SheetProps) {
  return (
    <ModalOverlay
      className="overlay sheet-overlay"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <Modal className="sheet" data-wide={isWide || undefined}>
        <Dialog>
          <header className="sheet-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button kind="plain" icon="close" aria-label={m.close} onPress={onClose} />
          </header>
          <SheetForm onSubmit={onSubmit} foot={foot} isBlank={isBlank} scrollsAs={isText ? title : undefined}>
            {children}
          </SheetForm>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface SheetFormProps extends Pick<SheetProps, 'onSubmit' | 'foot' | 'isBlank' | 'children'> {
  scrollsAs: string | undefined;
}

function SheetForm({ onSubmit, foot, isBlank, scrollsAs, children }: SheetFormProps) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isBlank) body.current?.querySelector<HTMLElement>('.input')?.focus();
  }, [isBlank]);
  const region = scrollsAs ? { tabIndex: 0, role: 'region', 'aria-label': scrollsAs } : {};
  const content = (
    <>
      <div className="sheet-body" ref={body} {...region}>
        {children}
      </div>
      {foot && <footer className="sheet-foot">{foot}</footer>}
    </>
  );
  if (!onSubmit) return content;
  return (
    <Form className="sheet-form" onSubmit={onSubmit}>
      {content}
    </Form>
  );
}
