/**
 * The parser's entry: bytes or text in, the artifact out. Pure, linear, deterministic; never throws.
 */

import { findAppointments } from './appointments.ts';
import type { Artifact, Source, Span } from './artifact.ts';
import { findBack } from './back.ts';
import { findCitations } from './citations.ts';
import { type Contents, readContents } from './contents.ts';
import { decodeBytes, printSource, sourceOfText } from './decode.ts';
import { openDoc } from './document.ts';
import { findEffects } from './effects.ts';
import { findFigures } from './figures.ts';
import { IssueReader, isMasthead, readMastheadLine } from './front.ts';
import type { Head } from './head.ts';
import { findHeads, markRunningHeads } from './heads.ts';
import { InlineFinder } from './inline.ts';
import { buildIssuance, type Run } from './issuance.ts';
import { findPeriods } from './periods.ts';
import { findResidue } from './residue.ts';
import { findLoneDocument, isStatute } from './statute.ts';

/** Parses an input of unknown encoding. */
export function parseBytes(bytes: Uint8Array): Artifact {
  return parseSource(decodeBytes(bytes));
}

/** Parses a text that is already decoded. */
export function parseText(text: string): Artifact {
  return parseSource(sourceOfText(text));
}

/** An input that is not looked into: nothing is claimed, all of it is residue. */
export function unparsed(source: Source): Artifact {
  const residue = source.text === '' ? [] : [{ span: [0, source.text.length] as Span }];
  return { ...emptyArtifact(source), residue };
}

/** The bytes that the artifact was parsed from, exactly. */
export function printArtifact(artifact: Artifact): Uint8Array {
  return printSource(artifact.source);
}

function parseSource(source: Source): Artifact {
  const doc = openDoc(source.text);
  const contents = readContents(doc);
  const from = contents?.to ?? 0;
  const heads = findHeads(doc, from, contents);
  const reader = new IssueReader(doc);
  const first = heads[0]?.first ?? doc.lines.length;
  const front = contents === null ? first : contents.from;
  const masthead = hasMasthead(doc, Math.min(front, 40));
  const gazette = contents !== null || masthead;
  if (heads.length === 0 && !gazette) {
    const lone = findLoneDocument(doc);
    if (lone !== null) heads.push(lone);
  }
  const artifact = emptyArtifact(source);
  if (heads.length === 0 && !gazette) {
    artifact.residue = findResidue(doc, []);
    return artifact;
  }
  const title = masthead || contents !== null ? readFront(reader, contents, front, first) : null;
  const back = findBack(doc, heads[heads.length - 1], title);
  if (gazette) reader.read(back, doc.lines.length);
  markRunningHeads(doc, heads, back, title);
  const run: Run = { doc, finder: new InlineFinder(source.text), ids: new Map(), transforms: doc.transforms };
  artifact.issuances = heads.map((head: Head, i) => buildIssuance(run, head, heads[i + 1]?.first ?? back));
  artifact.shape = gazette ? 'gazette' : isStatute(artifact) ? 'statute' : 'documents';
  if (gazette) {
    artifact.issue = reader.close();
    artifact.issue.marks = [...reader.marks, ...(contents?.marks ?? [])].sort((a, b) => a[0] - b[0]);
    artifact.contents = contents?.entries ?? [];
  }
  const { issuances } = artifact;
  const text = doc.plain;
  artifact.citations = findCitations(text, issuances, artifact.contents);
  artifact.appointments = findAppointments(text, issuances);
  artifact.figures = findFigures(text, issuances);
  artifact.effects = findEffects(text, issuances);
  artifact.periods = findPeriods(text, issuances);
  artifact.transforms = doc.transforms.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  artifact.residue = findResidue(doc, claims(artifact));
  return artifact;
}

function readFront(
  reader: IssueReader,
  contents: Contents | null,
  front: number,
  first: number,
): string | null {
  reader.read(0, front);
  if (contents !== null) reader.read(contents.to, first);
  return reader.issue.title;
}

function hasMasthead(doc: ReturnType<typeof openDoc>, to: number): boolean {
  let title = false;
  let number = false;
  for (let i = 0; i < to; i++) {
    const line = doc.lines[i];
    if (line === undefined || line.end - line.start > 90) continue;
    const words = doc.text.slice(line.start, line.end);
    if (readMastheadLine(words) !== null) return true;
    if (words.length > 60) continue;
    if (isMasthead(words)) title = true;
    else if (/第\s*\d{1,4}\s*期/.test(words)) number = true;
  }
  return title && number;
}

/** Every span that a part of the artifact claims at the top level. */
export function claims(artifact: Artifact): Span[] {
  const { issue } = artifact;
  return [
    ...artifact.issuances.map((i) => i.span),
    ...artifact.contents.map((e) => e.span),
    ...(issue?.marks ?? []),
    ...(issue?.editors.map((e) => e.span) ?? []),
    ...(issue?.imprint.map((e) => e.span) ?? []),
  ];
}

function emptyArtifact(source: Source): Artifact {
  return {
    format: 'gongbao-artifact/1',
    source,
    shape: 'none',
    issue: null,
    contents: [],
    issuances: [],
    citations: [],
    appointments: [],
    figures: [],
    effects: [],
    periods: [],
    transforms: [],
    residue: [],
  };
}
