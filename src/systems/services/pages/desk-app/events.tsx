import { formatDate } from '#web/components/date-text.tsx';
import type { CaseBody } from '../../api-schema.ts';
import { instantText } from './words.ts';

/** What happened to a case, as the applicant reads it. */
export function Events({ events }: { events: CaseBody['events'] }) {
  return (
    <ol className="timeline">
      {events.map((event) => (
        <li key={event.seq}>
          <p className="timeline-done">{event.done}</p>
          <p className="quiet">
            <time dateTime={event.at}>{instantText(event.at)}</time>　{event.by}
            {event.effectiveOn && `　自${formatDate(event.effectiveOn)}起生效`}
          </p>
          {event.notes.length > 0 && (
            <dl className="timeline-notes">
              {event.notes.map((note) => (
                <div key={note.label}>
                  <dt>{note.label}</dt>
                  <dd>{note.value}</dd>
                </div>
              ))}
            </dl>
          )}
          <p className="timeline-basis">{event.basis}</p>
        </li>
      ))}
    </ol>
  );
}
