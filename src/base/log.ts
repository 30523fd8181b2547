import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Structured logs, one JSON object a line on standard error, so that standard output stays for results. Personal fields are cut out. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: [
        'req.headers.cookie',
        'req.headers.authorization',
        'password',
        '*.password',
        'phone',
        '*.phone',
      ],
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
