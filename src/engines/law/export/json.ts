import type { ExportDocument } from './document.ts';

/** The document as JSON text, two spaces deep; `format` names the shape. Ends with a newline. */
export const toJson = (document: ExportDocument): string =>
  `${JSON.stringify({ format: 'gongbao-document/1', ...document }, null, 2)}\n`;
