import { Button } from 'antd';
import { useState } from 'react';
import { ask } from './http.ts';

/** What is shown masked, and whole once it was asked for, which the server writes down. */
export function useReveal<T>(address: string): {
  /** Whole; undefined: it was not asked for, or is masked again. */
  readonly open: T | undefined;
  /** The button and what became of it. */
  readonly control: React.ReactNode;
} {
  const [open, setOpen] = useState<T>();
  const [failed, setFailed] = useState<string>();
  const reveal = async () => {
    const answer = await ask<T>(`${address}/reveal`, {});
    setFailed(answer.ok ? undefined : answer.message);
    if (answer.ok) setOpen(answer.value);
  };
  const control = (
    <>
      <Button size="small" onClick={() => (open ? setOpen(undefined) : void reveal())}>
        {open ? '遮住证件号码' : '显示证件号码'}
      </Button>
      <span className="quiet" role="status">
        {failed ?? (open && '查看已记入审计记录')}
      </span>
    </>
  );
  return { open, control };
}

/** What somebody stated, line by line. */
export const Stated = ({
  lines,
}: {
  lines: readonly { readonly key: string; readonly label: string; readonly value: string }[];
}) => (
  <dl className="facts">
    {lines.map(({ key, label, value }) => (
      <div key={key}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
