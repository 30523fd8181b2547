import type { PlacedCheck } from '../record.ts';
import { KIND_WORDS, VERDICT_WORDS } from '../words.ts';

const TONES = { ok: 'ok', discrepancy: 'alert', cannot: 'mute' } as const;

/** Checks with their arithmetic, each led back to the clause that prints the number. */
export function CheckList({ checks, quote = true }: { checks: readonly PlacedCheck[]; quote?: boolean }) {
  return (
    <ol className="check-list">
      {checks.map((check) => (
        <li
          key={`${check.source?.documentId}-${check.kind}-${check.span[0]}-${check.arithmetic}`}
          className="check"
        >
          <p className="check-head">
            <span className={`check-verdict tone-${TONES[check.verdict]}`}>
              {VERDICT_WORDS[check.verdict]}
            </span>
            <span className="check-kind">{KIND_WORDS[check.kind]}</span>
            <span className="check-about">{check.about}</span>
          </p>
          <p className="check-arithmetic">{check.arithmetic}</p>
          {check.verdict === 'discrepancy' && check.difference !== null && check.difference !== 0 && (
            <p>
              相差 <strong>{Math.abs(check.difference)}</strong>，四舍五入不能解释。
              {check.suggestion && `如改为${check.suggestion}即相合。`}
              {check.reserve && `${check.reserve}。`}
            </p>
          )}
          {check.verdict === 'cannot' && check.kind !== 'unit' && (
            <p>所列各项未必是全部，或口径不同，不能据此说印错。</p>
          )}
          {quote && check.source && (
            <p className="soft">
              <a href={check.clause?.href ?? `/documents/${check.source.documentId}`}>
                {check.source.title}
                {check.clause && `，${check.clause.words}`}
              </a>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
