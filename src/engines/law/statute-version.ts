/**
 * Which version of a statute a text is: read from the lines of its history under the title
 * (通过、公布、修订、修正、施行), as the official compilations print them.
 */
import { type Artifact, type Issuance, type ParsedEffect, Precision } from './parse/artifact.ts';

export type StatuteVersion = {
  /** The last day on which it was adopted, promulgated or amended. */
  readonly dated: string;
  /** First day of this text: its commencement if printed, else `dated`. */
  readonly validFrom: string;
  /** The order that promulgated this version. */
  readonly number: string | null;
  readonly enactedBy: readonly string[];
  /** It existed before this version. */
  readonly revises: boolean;
};

const HISTORY_LENGTH_MAX = 4_000;
const historyLine = /^[（(]?(\d{4})年(\d{1,2})月(\d{1,2})日[\s　]*(.{2,120}?)[\s　)）]*$/u;
const enactment = /通过|公布|发布|颁布|修订|修正|修改/u;
const enactors = /全国人民代表大会常务委员会|全国人民代表大会|国务院|政务院|最高人民法院|最高人民检察院/u;
const orderNumber = /[\u4e00-\u9fff]{2,16}令第\s*\d{1,4}\s*号/u;

/** @returns undefined when the text prints no history */
export function findStatuteVersion(text: string): StatuteVersion | undefined {
  const events = history(text);
  const enactments = events.filter((e) => enactment.test(e.words)).sort((a, b) => (a.date < b.date ? -1 : 1));
  const last = enactments.at(-1);
  if (!last) return undefined;
  const commenced = events.find((e) => /施行|生效/u.test(e.words))?.date ?? closingDate(text);
  const sameDay = enactments.filter((e) => e.date.slice(0, 4) === last.date.slice(0, 4));
  const number = sameDay.map((e) => orderNumber.exec(e.words)?.[0]).findLast((n) => n !== undefined);
  const body = enactors.exec(last.words)?.[0];
  return {
    dated: last.date,
    validFrom: commenced !== undefined && commenced > last.date ? commenced : last.date,
    number: number?.replace(/\s/gu, '') ?? null,
    enactedBy: body === undefined ? [] : [body],
    revises: enactments.some((e) => /修订|修正|修改/u.test(e.words)),
  };
}

function history(text: string): { date: string; words: string }[] {
  const found: { date: string; words: string }[] = [];
  for (const line of text.slice(0, HISTORY_LENGTH_MAX).split(/\r?\n/u)) {
    if (/^#*\s*第[一1]\s*[章条]/u.test(line)) break;
    const match = historyLine.exec(line.trim());
    const date = match && isoDate(match);
    if (match && date !== undefined && date !== null) found.push({ date, words: match[4] ?? '' });
  }
  return found;
}

const isoDate = (match: RegExpExecArray): string | undefined => {
  const [, year, month, day] = match;
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  try {
    return Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
};

/** 本法自2004年7月1日起施行: the last such sentence is the statute's own. */
function closingDate(text: string): string | undefined {
  const closing = /自\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日起(?:施行|实施|生效)/gu;
  const last = [...text.matchAll(closing)].at(-1);
  return last && isoDate(last);
}

/** The rule that a statute which is revised was in force when it was. */
export const REVISED_WHILE_IN_FORCE = '修订、修正时已经施行（推定）';

/**
 * The artifact of a statute with its version filled in: date, number and body of the issuance, and from when it
 * is law. Where the text prints only the commencement of a later version, all that is known of the statute is
 * that it was in force when revised: it is recorded as kept on that day, and what was before stays unknown.
 */
export function withStatuteVersion(artifact: Artifact): Artifact {
  const [issuance, ...others] = artifact.issuances;
  const version = artifact.shape === 'statute' ? findStatuteVersion(artifact.source.text) : undefined;
  if (!issuance || !version) return artifact;
  const dated: Issuance = {
    ...issuance,
    date: version.dated,
    number: issuance.number ?? version.number,
    signedBy: issuance.signedBy.length > 0 ? issuance.signedBy : [...version.enactedBy],
  };
  const read = artifact.effects.filter((e) => !(e.kind === 'commence' && e.issuance === 0));
  const closing = closingDate(artifact.source.text);
  const original = !version.revises
    ? version.validFrom
    : closing !== undefined && closing < version.dated
      ? closing
      : null;
  const force: ParsedEffect = {
    kind: original === null ? 'keep' : 'commence',
    targetNumber: null,
    targetTitle: null,
    stage: 'decided',
    date: original ?? version.dated,
    precision: Precision.enum.day,
    reason: original === null ? REVISED_WHILE_IN_FORCE : null,
    issuance: 0,
    span: issuance.titleSpan,
  };
  return { ...artifact, issuances: [dated, ...others], effects: [...read, force] };
}
