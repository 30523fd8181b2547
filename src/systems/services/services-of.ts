/** What the one-stop service works with, out of the program's context. */
import type { Config } from '#base/config.ts';
import { liveCalendar } from '#platform/calendar/index.ts';
import { phoneSealing, readPhone } from '#platform/people/phone.ts';
import { createSealing } from '#platform/sealing/index.ts';
import type { Store } from '#platform/store/store.ts';
import { licenceKeys } from '#systems/licences/index.ts';
import { principalSealing } from '#systems/proxies/index.ts';
import type { Services } from './file-application.ts';

/** Cases are counted on Ningxia's calendar: its own holidays are no working days (facts §14). */
export function servicesOf({ config, store }: { config: Config; store: Store }): Services {
  const phones = phoneSealing(config);
  return {
    db: store.db,
    calendar: liveCalendar(store.db, 'ningxia'),
    sealing: createSealing(config.secrets, 'services.form'),
    licenceKeys: licenceKeys(config.secrets),
    identitySealing: principalSealing(config),
    fileSealing: createSealing(config.secrets, 'files'),
    phoneIndexes: (text) => {
      const phone = readPhone(text);
      return phone ? phones.blindIndexes(phone) : [];
    },
  };
}
