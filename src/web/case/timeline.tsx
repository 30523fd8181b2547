import type { EventView } from '#engines/procedure/view-case.ts';
import { DateText } from '#web/components/date-text.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';

/** Everything that happened to a case, the newest first: the applicant and the clerk read the same. */
export function Timeline({ events }: { events: readonly EventView[] }) {
  return (
    <ol className="case-timeline" aria-label="办理经过，从新到旧">
      {events.toReversed().map((event) => (
        <li key={event.seq}>
          <p className="case-timeline-done">{event.done}</p>
          <p className="muted">
            <InstantText value={event.at} />　{event.by}
            {event.effectiveOn && (
              <>
                　自
                <DateText value={event.effectiveOn} />
                起生效
              </>
            )}
          </p>
          {event.notes.length > 0 && (
            <dl className="case-timeline-notes">
              {event.notes.map((note) => (
                <div key={note.label}>
                  <dt>{note.label}</dt>
                  <dd>{note.value}</dd>
                </div>
              ))}
            </dl>
          )}
          <p className="case-timeline-basis">{event.basis}</p>
        </li>
      ))}
    </ol>
  );
}
