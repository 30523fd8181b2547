import { Timeline } from '#web/components/effect-list.tsx';
import { windowOf } from '../pictures/timeline.ts';
import type { DocumentReading } from '../read-document.ts';
import { timelineRow } from '../read-timeline.ts';
import { effectViews } from './effect-words.tsx';
import { PeriodNames, TimelinePicture } from './pictures/timeline-picture.tsx';
import { datesOf } from './pictures/timeline-words.ts';

/** The document's life: drawn, where a day of it is known, and as the list of its effects. */
export function History({ reading, day }: { reading: DocumentReading; day: string | undefined }) {
  const { document, effects, date } = reading;
  if (effects.length === 0) return null;
  const row = timelineRow({
    document,
    effects,
    sources: reading.actors,
    periods: reading.periods.filter((p) => p.name !== '有效期'),
    date,
    asKnownOn: Temporal.Now.instant(),
  });
  const dates = datesOf([row]);
  return (
    <section className="page-section" aria-labelledby="history">
      <h2 id="history">效力沿革</h2>
      {dates.length > 0 && (
        <>
          <TimelinePicture
            rows={[row]}
            window={windowOf(dates, date.toString(), null)}
            asOf={date.toString()}
            href={null}
            label="本件有效的日子"
          />
          <PeriodNames row={row} />
        </>
      )}
      <Timeline effects={effectViews(reading, day)} />
    </section>
  );
}
