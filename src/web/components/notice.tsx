import type { ReactNode } from 'react';

export const NOTICE_TONES = ['info', 'success', 'warning', 'error', 'sample'] as const;
export type NoticeTone = (typeof NOTICE_TONES)[number];

/** The word that tells the tone to those who do not see its colour. */
const WORDS: Record<NoticeTone, string> = {
  info: '说明',
  success: '完成',
  warning: '注意',
  error: '出错',
  sample: '虚构数据',
};

/** A message set apart from the text. `live` announces it when the page was sent because of an action. */
export function Notice({
  tone = 'info',
  title,
  live = false,
  children,
}: {
  tone?: NoticeTone;
  title?: string;
  live?: boolean;
  children?: ReactNode;
}) {
  const role = live ? (tone === 'error' ? 'alert' : 'status') : undefined;
  return (
    <div className={`notice notice-${tone}`} role={role}>
      <p className="notice-word">{WORDS[tone]}</p>
      <div className="notice-body">
        {title && <p className="notice-title">{title}</p>}
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
    </div>
  );
}
