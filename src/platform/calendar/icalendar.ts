/** All-day events as an iCalendar file (RFC 5545), for every room that hands out dates. Pure. */

export interface AllDayEvent {
  /** Unique and lasting; the host's name is added. */
  readonly uid: string;
  readonly start: Temporal.PlainDate;
  /** First day after it; the day after `start` when left out. */
  readonly end?: Temporal.PlainDate;
  readonly summary: string;
  readonly description?: string;
  readonly url?: string;
  /** When what it says was last changed. */
  readonly changedAt: Temporal.Instant;
}

export interface CalendarFile {
  readonly name: string;
  readonly description?: string;
  /** The room that made it, Latin letters. */
  readonly maker: string;
  /** Origin of the site, e.g. `https://gb.example.cn`. */
  readonly origin: string;
  readonly events: readonly AllDayEvent[];
}

/** The file's text: lines end in CRLF, no line is longer than 75 octets. The days take nobody's time. */
export function toICalendar({ name, description, maker, origin, events }: CalendarFile): string {
  const host = new URL(origin).hostname;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//gongbao//${maker}//ZH`,
    `X-WR-CALNAME:${escapeText(name)}`,
    ...(description ? [`X-WR-CALDESC:${escapeText(description)}`] : []),
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${event.uid}@${host}`,
      `DTSTAMP:${event.changedAt.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')}`,
      `DTSTART;VALUE=DATE:${dateValue(event.start)}`,
      `DTEND;VALUE=DATE:${dateValue(event.end ?? event.start.add({ days: 1 }))}`,
      `SUMMARY:${escapeText(event.summary)}`,
      ...(event.description ? [`DESCRIPTION:${escapeText(event.description)}`] : []),
      ...(event.url ? [`URL:${event.url}`] : []),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

const dateValue = (day: Temporal.PlainDate): string => day.toString().replaceAll('-', '');

const escapeText = (text: string): string =>
  text.replace(/[\\;,]/g, (char) => `\\${char}`).replace(/\r?\n|\r/g, '\\n');

/** Folded at 75 octets (§3.1), the space of a continued line included, never inside a character. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (octets + size > 74) {
      parts.push(part);
      part = '';
      octets = 0;
    }
    part += char;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
