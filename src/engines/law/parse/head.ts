/** The head of an issuance as lines: what every pass that finds one returns. */

export type Head = {
  /** First line of the issuance. */
  first: number;
  /** Lines of the title, both included. */
  titleFrom: number;
  titleTo: number;
  numberLine: number;
  number: string | null;
  /** First line after the head. */
  body: number;
  /** Index of its contents entry, or -1. */
  entry: number;
  kind: string | null;
};

/** A head that the contents have not been asked about yet. */
export function makeHead(
  first: number,
  titleFrom: number,
  titleTo: number,
  numberLine: number,
  number: string | null,
  body: number,
): Head {
  return { first, titleFrom, titleTo, numberLine, number, body, entry: -1, kind: null };
}
