import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { CaseBody } from '../../api-schema.ts';
import { keep, readKept } from './kept.ts';
import { useKeys } from './keys.tsx';
import { StepForm, stepKey } from './step-form.tsx';
import type { Action } from './step-schema.ts';

/** The steps that are offered; one at a time is open. */
export function Steps({
  shown,
  again,
  made,
}: {
  shown: CaseBody;
  again: () => Promise<CaseBody | undefined>;
  made: (title: string) => void;
}) {
  const place = `open:${shown.id}`;
  // The step as it was offered: it stays open, with its text, when it is no longer offered.
  const [open, setOpen] = useState<Action | undefined>(() => readKept<Action>(place));
  const show = (action: Action | undefined) => {
    setOpen(action);
    keep(place, action ?? null);
  };
  const [, go] = useLocation();
  const { actions } = shown;
  useKeys({
    ...Object.fromEntries(actions.slice(0, 9).map((action, at) => [String(at + 1), () => show(action)])),
    Escape: () => (open ? show(undefined) : go('/')),
  });
  useEffect(() => {
    if (open) document.querySelector<HTMLElement>('.step-form :is(textarea, input, button)')?.focus();
  }, [open]);
  return (
    <section className="steps" aria-labelledby="steps">
      <h2 id="steps">可以办理</h2>
      {actions.length === 0 && (
        <p className="quiet">
          {shown.state.turn === 'nobody' ? '此件已经办结，没有要做的了。' : '现在没有由您办理的步骤。'}
        </p>
      )}
      <ol className="step-list">
        {actions.map((action, at) => (
          <li key={action.transition}>
            <Button
              block
              aria-expanded={open?.transition === action.transition}
              type={open?.transition === action.transition ? 'primary' : 'default'}
              onClick={() => show(open?.transition === action.transition ? undefined : action)}
            >
              {action.title}
              {readKept(stepKey(shown.id, action.transition)) !== undefined && (
                <span className="unsent">有没提交的内容</span>
              )}
              {at < 9 && <kbd>{at + 1}</kbd>}
            </Button>
          </li>
        ))}
      </ol>
      {open && (
        <StepForm
          key={open.transition}
          action={open}
          offered={actions.some((a) => a.transition === open.transition)}
          shown={shown}
          again={again}
          made={(title) => {
            show(undefined);
            made(title);
          }}
          close={() => show(undefined)}
        />
      )}
    </section>
  );
}
