/** What reviews work with, out of the program's context. */
import type { Config } from '#base/config.ts';
import type { Procedure } from '#engines/procedure/index.ts';
import { type LiveCalendar, liveCalendar } from '#platform/calendar/index.ts';
import { phoneSealing, readPhone } from '#platform/people/phone.ts';
import { createSealing, type Sealing } from '#platform/sealing/index.ts';
import type { Db, Store } from '#platform/store/store.ts';
import { principalSealing } from '#systems/proxies/index.ts';
import { type MatterKind, reviewProcedures } from './procedures.ts';
import type { ReviewSettings } from './settings.ts';

export type Reviews = {
  readonly db: Db;
  /** Ningxia's, of the notices of days off that are held now. */
  readonly calendar: LiveCalendar;
  /** Of words, contacts and codes. */
  readonly sealing: Sealing;
  /** Of the phone numbers that residents registered with. */
  readonly phones: Sealing;
  /** Of the answers in applications, for the export of cases. */
  readonly forms: Sealing;
  /** Of those for whom others act. */
  readonly identitySealing: Sealing;
  readonly settings: ReviewSettings;
  readonly procedures: Record<MatterKind, Procedure>;
  /** The digests under which the account of a phone number may stand. */
  readonly phoneIndexes: (phone: string) => readonly string[];
  readonly now?: () => Temporal.Instant;
};

export const reviewsOf = ({ config, store }: { config: Config; store: Store }): Reviews => ({
  db: store.db,
  calendar: liveCalendar(store.db, 'ningxia'),
  sealing: createSealing(config.secrets, 'reviews'),
  phones: phoneSealing(config),
  forms: createSealing(config.secrets, 'services.form'),
  identitySealing: principalSealing(config),
  phoneIndexes: (text) => {
    const phone = readPhone(text);
    return phone ? phoneSealing(config).blindIndexes(phone) : [];
  },
  ...reviewProcedures(),
});

export const nowOf = ({ now }: Reviews): Temporal.Instant => (now ?? Temporal.Now.instant)();
