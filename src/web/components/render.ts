import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A whole page as HTML text. `element` is a `Page`. */
export function render(element: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(element)}`;
}
