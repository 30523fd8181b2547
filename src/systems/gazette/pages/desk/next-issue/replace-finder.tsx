import { Button, DefaultButton } from '#web/components/button.tsx';
import type { Sought } from '../../../next-issue/begin-draft.ts';

/** Part of a draft's own form, so that looking for the old document sends, and keeps, all that is typed. */
export function ReplaceFinder({ sought }: { sought: Sought | undefined }) {
  const error = sought?.error;
  return (
    <>
      <DefaultButton />
      <details open={sought !== undefined || undefined} className="draft-replace">
        <summary>取代一份已出版的文件</summary>
        <div className={error ? 'field field-wrong' : 'field'}>
          <label htmlFor="replaces">原文件的文号或标题</label>
          <p className="field-hint" id="replaces-hint">
            已出版的文件不能改，只能另发一份取代它。找到后补上废止它的话，空着的各栏照原文件预填；已写的不动。
          </p>
          {error && (
            <p className="field-error" id="replaces-error">
              <span className="visually-hidden">错误：</span>
              {error}
            </p>
          )}
          <div className="draft-replace-ask">
            <input
              id="replaces"
              name="replaces"
              defaultValue={sought?.asked}
              maxLength={300}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? 'replaces-hint replaces-error' : 'replaces-hint'}
            />
            <Button look="secondary" name="act" value="find">
              找到它
            </Button>
          </div>
        </div>
      </details>
    </>
  );
}
