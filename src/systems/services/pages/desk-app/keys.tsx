import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Dialog } from './dialog.tsx';

/** What each key does: `event.key`, `Mod+Enter` for Ctrl or ⌘ with Enter. */
export type Keys = Readonly<Record<string, () => void>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)));

/** Single keys work wherever nobody is typing and no dialogue is open; `Mod+` keys and Escape also while typing. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      const mod = event.ctrlKey || event.metaKey;
      const name = mod ? `Mod+${event.key}` : event.key;
      const free = mod || event.key === 'Escape';
      if (event.altKey || (!free && isTyping(event.target))) return;
      if (document.querySelector('dialog[open]')) return;
      const act = latest.current[name];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

const HELP: readonly (readonly [where: string, keys: readonly (readonly [key: string, does: string])[]])[] = [
  [
    '到处',
    [
      ['t', '待办'],
      ['n', '窗口收件'],
      ['p', '预审（受理人员）'],
      ['v', '总览'],
      ['/', '检索'],
      ['f', '按条件检索'],
      ['h', '交接'],
      ['s', '督查（有此职责的）'],
      ['?', '这张表'],
    ],
  ],
  [
    '清单',
    [
      ['j 或 ↓', '下一件'],
      ['k 或 ↑', '上一件'],
      ['Enter', '打开'],
      ['x', '选中或取消'],
      ['a', '受理选中的各件'],
      ['l', '领取，由我经办'],
      ['g', '转给同事或退回'],
      ['c', '复制完整编号'],
      ['m', '再看一页'],
      ['r', '刷新'],
    ],
  ],
  [
    '办件',
    [
      ['1 至 9', '打开第几个步骤'],
      ['l', '领取，由我经办'],
      ['g', '转给同事或退回'],
      ['Ctrl+Enter', '提交（填写时也行）'],
      ['Esc', '收起步骤，再按回清单'],
    ],
  ],
];

export function KeyHelp({ close }: { close: () => void }) {
  return (
    <Dialog
      title="键盘"
      close={close}
      footer={
        <Button type="primary" onClick={close}>
          知道了
        </Button>
      }
    >
      <div className="key-help">
        {HELP.map(([where, keys]) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
