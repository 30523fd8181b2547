import { newId } from '#base/ids.ts';
import type { CaseView } from '#engines/procedure/index.ts';
import { ActionForm } from '#web/case/action-form.tsx';
import { ClockCard } from '#web/case/clock-card.tsx';
import { LightBadge } from '#web/case/light.tsx';
import { Timeline } from '#web/case/timeline.tsx';

/** A review's case: where it stands, until when, what its reader can do, and what happened. */
export function FollowUpPart({
  shown,
  path,
  heading = 'h2',
}: {
  shown: CaseView;
  /** Where steps are sent. */
  path: string;
  heading?: 'h2' | 'h3';
}) {
  const Heading = heading;
  const open = shown.clocks.filter((c) => c.stoppedOn === null);
  return (
    <>
      <p className="case-state">
        <strong>{shown.state.title}</strong>
        {shown.state.turn !== 'nobody' && <LightBadge light={shown.light} />}
      </p>
      <p>{shown.state.about}</p>
      <dl className="case-facts">
        <div>
          <dt>编号</dt>
          <dd className="case-number">{shown.number}</dd>
        </div>
        <div>
          <dt>处理机关</dt>
          <dd>{shown.holder}</dd>
        </div>
      </dl>
      {open.length > 0 && (
        <section aria-labelledby="clocks">
          <Heading id="clocks">期限</Heading>
          <div className="clock-cards">
            {open.map((clock) => (
              <ClockCard key={clock.name} clock={clock} />
            ))}
          </div>
        </section>
      )}
      {shown.actions.length > 0 && (
        <section aria-labelledby="to-do" className="case-actions">
          <Heading id="to-do">现在可以</Heading>
          {shown.actions.map((action) => (
            <details key={action.transition} className="step" open={shown.actions.length === 1}>
              <summary>{action.title}</summary>
              <ActionForm
                action={action}
                path={path}
                version={shown.version}
                requestKey={newId()}
                look={action.transition === 'annul' ? 'danger' : 'primary'}
              />
            </details>
          ))}
        </section>
      )}
      <section aria-labelledby="past">
        <Heading id="past">经过</Heading>
        <Timeline events={shown.events} />
      </section>
    </>
  );
}
