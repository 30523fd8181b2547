import { type ReactNode, useEffect, useId, useRef } from 'react';

/**
 * The browser's own modal dialogue: it holds the focus, gives it back, and closes on Escape.
 * Not Ant Design's: that one locks scrolling by a style without a nonce, which this page's policy refuses.
 */
export function Dialog({
  title,
  close,
  children,
  footer,
}: {
  title: string;
  close: () => void;
  children: ReactNode;
  footer: ReactNode;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Enter does what the dialogue is for; with another title it is for something else.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the title says when
  useEffect(() => {
    if (!element.current?.open) element.current?.showModal();
    element.current?.querySelector<HTMLElement>('.ant-btn-primary')?.focus();
  }, [title]);
  return (
    <dialog ref={element} aria-labelledby={heading} onClose={close}>
      <h2 id={heading}>{title}</h2>
      {children}
      <div className="send">{footer}</div>
    </dialog>
  );
}
