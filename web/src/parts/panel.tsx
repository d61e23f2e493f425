// A panel beside the view. It takes the focus, gives it back when it closes, and closes with Escape.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../words";
import { Icon } from "./icons";

interface PanelProps {
  label: string;
  head: ComponentChildren;
  onClose: () => void;
  children: ComponentChildren;
}

export function Panel({ label, head, onClose, children }: PanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    box.current?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) close.current();
    };
    addEventListener("keydown", escape);
    return () => {
      removeEventListener("keydown", escape);
      if (before?.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div ref={box} class="panel" role="dialog" aria-label={label}>
      <header>
        <div>{head}</div>
        <button class="button quiet" onClick={onClose} aria-label={t("close")}>
          <Icon name="close" />
        </button>
      </header>
      <div class="body" tabIndex={0} role="region" aria-label={label}>
        {children}
      </div>
    </div>
  );
}
