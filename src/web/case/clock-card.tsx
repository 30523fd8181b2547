import type { ClockView } from '#engines/procedure/view-case.ts';
import { DateText } from '#web/components/date-text.tsx';
import { LightBadge } from './light.tsx';

const SQUARES_MAX = 60;

/** What the days of a clock say in one sentence. */
function Sentence({ clock }: { clock: ClockView }) {
  const { dueOn, expectedOn, stoppedOn, leftDays } = clock;
  if (stoppedOn)
    return (
      <>
        <DateText value={stoppedOn} />
        完成，用了{clock.usedDays}
        {unitOf(clock)}
      </>
    );
  if (dueOn === null)
    return expectedOn ? (
      <>
        期限中止；按告知的时间，预计到
        <DateText value={expectedOn} />
      </>
    ) : (
      <>期限中止，结束后续算</>
    );
  return (
    <>
      最迟
      <DateText value={dueOn} />
      {leftDays >= 0 ? `，还有${leftDays}${unitOf(clock)}` : `，已超过${-leftDays}${unitOf(clock)}`}
    </>
  );
}

const unitOf = ({ limit }: ClockView): string => limit.replace(/^\d+/u, '');

/** The days of a limit as squares: used, left, over. The sentence beside it says the same. */
function DaySquares({ clock }: { clock: ClockView }) {
  const total = Math.min(SQUARES_MAX, Math.max(clock.limitDays, clock.usedDays));
  const step = 14;
  const columns = Math.min(total, 20);
  const rows = Math.ceil(total / columns);
  return (
    <svg
      className="clock-days"
      viewBox={`0 0 ${columns * step} ${rows * step}`}
      width={columns * step}
      height={rows * step}
      aria-hidden="true"
      focusable="false"
    >
      {Array.from({ length: total }, (_, i) => {
        const kind = i >= clock.limitDays ? 'over' : i < clock.usedDays ? 'used' : 'left';
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a square is its place
            key={i}
            className={`clock-day-${kind}`}
            x={(i % columns) * step + 1}
            y={Math.floor(i / columns) * step + 1}
            width={step - 3}
            height={step - 3}
            rx={1.5}
          />
        );
      })}
    </svg>
  );
}

/** One statutory clock: how much is left, until when, on which clause, and every move of the last day. */
export function ClockCard({ clock }: { clock: ClockView }) {
  return (
    <section className="clock-card" aria-label={clock.title}>
      <h3>
        {clock.title}
        <LightBadge light={clock.light} />
      </h3>
      <p className="clock-sentence">
        <Sentence clock={clock} />
      </p>
      {clock.provisional && (
        <p className="muted">
          暂定：这一天所在的年份还没有公布放假安排。公布后重新推算，日期有变会告知申请人。
        </p>
      )}
      <DaySquares clock={clock} />
      <p className="muted">
        共{clock.limit}，从
        <DateText value={clock.startedOn} />
        的第二天起算。{clock.basis}
      </p>
      {clock.changes.length > 0 && (
        <ul className="clock-changes">
          {clock.changes.map((c) => (
            <li key={`${c.why}${c.to}`}>
              {c.why}
              {c.to ? (
                <>
                  ，最迟日期{c.from ? '改为' : '定为'}
                  <DateText value={c.to} />
                </>
              ) : (
                '，最迟日期待定'
              )}
              <span className="muted">（{c.basis}）</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
