/** What belongs to a case besides its row: it only changes with the case's version, so what was read is kept. */
import { LRUCache } from 'lru-cache';
import {
  type CaseEvent,
  type CaseFile,
  type CaseView,
  dayOf,
  type Procedure,
  readEvents,
  readMaterials,
  viewCase,
} from '#engines/procedure/index.ts';
import type { Db } from '#platform/store/store.ts';
import type { Answers, Services } from './file-application.ts';
import { formPlace, readForm } from './queries.ts';
import { type ThemeOfCase, themeOfCase } from './queries-themes.ts';

export type CaseParts = {
  readonly events: readonly CaseEvent[];
  readonly materials: Awaited<ReturnType<typeof readMaterials>>;
  /** Sealed, as it is stored. */
  readonly form: Awaited<ReturnType<typeof readForm>>;
  /** The matter of several items that it was filed with: from its first event on, or never. */
  readonly theme: ThemeOfCase | undefined;
};

const KEPT_MAX = 2000;
const kept = new WeakMap<Db, LRUCache<string, Promise<CaseParts>>>();

/** The events, files and form of a case as of the version that the row has. */
export function readParts(
  { db }: Pick<Services, 'db'>,
  { division, id, version }: Pick<CaseFile, 'division' | 'id' | 'version'>,
): Promise<CaseParts> {
  const cases = kept.get(db) ?? new LRUCache<string, Promise<CaseParts>>({ max: KEPT_MAX });
  kept.set(db, cases);
  const key = `${id}@${version}`;
  const known = cases.get(key);
  if (known) return known;
  const read = Promise.all([
    readEvents(db, division, id),
    readMaterials(db, division, id),
    readForm(db, division, id),
    themeOfCase(db, division, id),
  ]).then(([events, materials, form, theme]) => {
    // Somebody made a step after the row was read: what was read belongs to a later version.
    if (events.length !== version) cases.delete(key);
    return { events, materials, form, theme };
  });
  cases.set(key, read);
  read.catch(() => cases.delete(key));
  return read;
}

/** The answers of a case in the clear. */
export const openForm = (
  { sealing }: Pick<Services, 'sealing'>,
  id: string,
  form: CaseParts['form'],
): Answers => (form ? (JSON.parse(sealing.open(form.sealed, formPlace(id, form.seq))) as Answers) : {});

export type KeptView = {
  readonly view: CaseView;
  /** Names this very view within the process, for what is made from it. */
  readonly name: string;
};

const views = new WeakMap<CaseParts, Map<string, KeptView>>();
let made = 0;

/**
 * The case as somebody in these roles sees it now. Between two steps a case changes with the day only, and with the
 * notices of days off that its clocks are counted on.
 */
export function viewParts(
  { calendar, now = Temporal.Now.instant }: Pick<Services, 'calendar' | 'now'>,
  file: Pick<CaseFile, 'id' | 'number' | 'title'>,
  parts: CaseParts,
  procedure: Procedure,
  roles: readonly string[],
): KeptView {
  const known = views.get(parts) ?? new Map<string, KeptView>();
  views.set(parts, known);
  const moment = now();
  const key = [dayOf(moment), calendar.edition?.() ?? '', ...roles].join(' ');
  const viewed = known.get(key);
  if (viewed) return viewed;
  const view = viewCase(file, parts.events, procedure, calendar, moment, roles);
  const fresh = { view, name: `view ${++made}` };
  known.set(key, fresh);
  return fresh;
}
