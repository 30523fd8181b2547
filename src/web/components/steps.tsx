import type { ReactNode } from 'react';

export const STEP_STATES = ['done', 'now', 'waiting', 'failed', 'skipped'] as const;
export type StepState = (typeof STEP_STATES)[number];

const WORDS: Record<StepState, string> = {
  done: '已完成',
  now: '进行中',
  waiting: '未开始',
  failed: '未成功',
  skipped: '已跳过',
};
const MARKS: Partial<Record<StepState, string>> = { done: '✓', failed: '✕', skipped: '–' };

export type Step = {
  name: string;
  state: StepState;
  /** The outcome: counts, a message, what to do next. */
  detail?: ReactNode;
  /** How far the current step is. */
  progress?: { value: number; max: number } | undefined;
};

/** What happens one after another, e.g. the import of an issue, with the outcome of every step. */
export function Steps({ steps, label }: { steps: Step[]; label: string }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map(({ name, state, detail, progress }, at) => (
        <li key={name} className={`step-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
          <span className="step-mark" aria-hidden="true">
            {MARKS[state] ?? at + 1}
          </span>
          <p className="step-name">
            {name}
            <span className="step-state">{WORDS[state]}</span>
          </p>
          {progress && (
            <progress value={progress.value} max={progress.max} aria-label={`${name}的进度`}>
              {progress.value} / {progress.max}
            </progress>
          )}
          {typeof detail === 'string' ? <p className="muted">{detail}</p> : detail}
        </li>
      ))}
    </ol>
  );
}
