/**
 * Appointments and removals: one record per person × post, from the notices that are such by their form.
 *
 * `findAppointments(text, issuances)` is pure and linear in the notices' length; other issuances cost one look at
 * their title. It never throws and yields nothing where it reads no act.
 */
import { ActReader, type Statement } from './appointments-clause.ts';
import { isName, type Lexicon, normaliseName, parseNames } from './appointments-name.ts';
import {
  actOfTitle,
  type Decision,
  findDecision,
  findTerms,
  isAppointing,
  isAppointmentNotice,
  type Notice,
  termsInNotes,
} from './appointments-notice.ts';
import { readAppointmentTables } from './appointments-table.ts';
import type { Appointment } from './artifact.ts';

/**
 * Read the appointments of every appointment notice among `issuances`, in print order.
 *
 * `text` is the artifact's `source.text`; spans are offsets into it. `decidedOn` is the day of the deciding meeting,
 * else the notice's own date; `effectiveDate` is null when the term counts from a trial whose start is not printed.
 */
export function findAppointments(text: string, issuances: readonly Notice[]): Appointment[] {
  const notices = issuances.filter(isAppointmentNotice);
  const places = new Set(notices.flatMap((notice) => placesOf(notice)));
  return notices.flatMap((notice) => readNotice(text, notice, places));
}

/** Beginnings of organisations that the notice's own issuer gives: 甲市乙区, 甲市, 乙区. */
function placesOf(notice: Notice): string[] {
  const title = notice.title.replace(/\s+/g, '');
  const issuer = title.slice(0, Math.max(0, title.search(/关于|關於/)));
  const places = new Set<string>();
  for (const body of [issuer, ...notice.signedBy]) {
    const parts =
      body
        .replace(/^中共/, '')
        .match(
          /\p{sc=Han}{1,8}?(?:自治区|自治州|自治县|省|市|县|縣|区|區|州|盟|旗|镇|乡)(?![市县縣区區州])/gu,
        ) ?? [];
    let tail = '';
    for (const part of parts.slice(0, 4).reverse()) {
      tail = part + tail;
      places.add(part).add(tail);
    }
  }
  return [...places].filter((place) => place.length >= 2);
}

function readNotice(text: string, notice: Notice, places: Set<string>): Appointment[] {
  const end = Math.min(notice.span[1], text.length);
  const start = Math.min(Math.max(notice.titleSpan[1], notice.span[0], 0), end);
  const titleAct = actOfTitle(notice.title);
  const tables = readAppointmentTables(text, start, end, titleAct);
  const reader = new ActReader(
    text,
    { names: namesIn(text.slice(start, end), notice.title), places },
    titleAct,
  );
  let from = start;
  for (const table of tables) {
    reader.read(from, table.start);
    reader.statements.push(...table.statements);
    from = table.end;
  }
  reader.read(from, end);
  const first = reader.statements.reduce((least, statement) => Math.min(least, statement.start), end);
  const decision = findDecision(text.slice(start, first), notice);
  const terms = findTerms(text, notice, reader.statements, decision);
  return reader.statements.map((statement) => toAppointment(statement, notice, decision, terms));
}

/** Names that the notice prints where nothing else can be meant: in its title, and in the sentences about terms. */
function namesIn(body: string, title: string): Lexicon['names'] {
  const names = new Set<string>();
  const add = (words: string | undefined): void => {
    for (const name of (words === undefined ? undefined : parseNames(words)) ?? [])
      names.add(normaliseName(name));
  };
  add(/(?:关于|關於)(.{2,60}?)(?:等\d*(?:名|位)?)?(?:同志)/.exec(title.replace(/\s+/g, ''))?.[1]);
  add(/(?:关于|關於)(.{2,30}?)等(?:职务|任|免)/.exec(title.replace(/\s+/g, ''))?.[1]);
  for (const found of body.matchAll(
    /(?:[，。；、\n]|其中)((?:\p{sc=Han}{2,4}、){0,20}\p{sc=Han}{2,4}?)(?:同志)?任职试用期/gu,
  )) {
    add(found[1]);
  }
  for (const name of names) if (!isName(name)) names.delete(name);
  return names;
}

function toAppointment(
  statement: Statement,
  notice: Notice,
  decision: Decision,
  terms: ReturnType<typeof findTerms>,
): Appointment {
  const { person, act, organisation, post, concurrent, seconded } = statement;
  const own = termsInNotes(statement.notes, notice, decision);
  const gives = isAppointing(statement);
  const general =
    gives && terms.effective.has(person) ? { day: terms.effective.get(person) ?? null } : undefined;
  const from = own.from ?? general ?? { day: decision.on };
  return {
    person,
    act,
    organisation,
    post,
    concurrent,
    seconded,
    probationMonths: gives ? (own.months ?? terms.probation.get(person) ?? null) : null,
    effectiveDate: from.day,
    decidedOn: decision.on,
    decidedBy: decision.by,
    issuance: notice.number ?? notice.title,
    span: [statement.start, statement.end],
  };
}
