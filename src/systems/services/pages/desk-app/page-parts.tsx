import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Refused } from './http.ts';
import { shortNumber } from './words.ts';

/** Names the page in the browser's title, and says it to those who listen: focus goes to its heading. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (!title) return;
    const site = document.title.split(' · ').at(-1);
    document.title = `${title} · ${site}`;
    const focused = document.activeElement;
    if (focused === null || focused === document.body || focused.closest('header'))
      document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [title]);
}

/** Why something did not come, and a way to ask again. */
export function Problem({ problem, retry }: { problem: Refused; retry?: () => void }) {
  return (
    <Alert
      type="error"
      role="alert"
      showIcon={false}
      title={problem.message}
      description={problem.basis}
      action={retry && <Button onClick={retry}>再试</Button>}
    />
  );
}

/** The last twelve digits of a number, or the whole one where these tell nothing apart; the whole one is copied. */
export function CaseNumber({ number, whole = false }: { number: string; whole?: boolean }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      className="number plain"
      title={`复制完整编号 ${number}`}
      onClick={() => void copyText(number).then(setCopied)}
    >
      {whole ? number : shortNumber(number)}
      <span role="status" className="copied">
        {copied && '已复制'}
      </span>
    </button>
  );
}

/** @returns whether the browser allowed it; it does not on a site without https */
export const copyText = (text: string): Promise<boolean> =>
  navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  ) ?? Promise.resolve(false);
