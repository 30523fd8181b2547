import type { ReactNode } from 'react';
import { DateText } from './date-text.tsx';

/** One effect upon a document, or one event in its life. */
export type EffectView = {
  id: string;
  /** `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or null when no date is known. */
  date: string | null;
  /** What happens, e.g. 废止. */
  line: ReactNode;
  /** Proposed effects change nothing until they are decided, and say so. */
  stage: 'proposed' | 'decided';
  /** Where it is written. */
  source?: ReactNode;
  /** Marks the effect that makes the status what it is on the day shown. */
  current?: boolean;
  /** Forms for who may decide. */
  actions?: ReactNode;
};

function Items({ effects }: { effects: EffectView[] }) {
  return effects.map((effect) => (
    <li
      key={effect.id}
      id={effect.id}
      className={[
        effect.stage === 'proposed' ? 'effect-proposed' : 'effect-decided',
        effect.current && 'timeline-now',
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <p className="effect-date">{effect.date ? <DateText value={effect.date} /> : '日期待定'}</p>
      <div>
        <p className="effect-line">
          {effect.stage === 'proposed' && <span className="effect-stage">拟议</span>}
          {effect.line}
        </p>
        {effect.source && <p className="muted">{effect.source}</p>}
        {effect.actions}
      </div>
    </li>
  ));
}

/** Effects as a list with rules between them: what repeals, amends or extends a document. */
export function EffectList({ effects }: { effects: EffectView[] }) {
  return (
    <ul className="effects">
      <Items effects={effects} />
    </ul>
  );
}

/** The same along a line, oldest first: the life of one document. */
export function Timeline({ effects }: { effects: EffectView[] }) {
  return (
    <ol className="effects timeline">
      <Items effects={effects} />
    </ol>
  );
}
