import type { Display } from './view.ts';

/** The cookie that holds the display, e.g. `large.contrast`. */
export const DISPLAY_COOKIE = 'display';

/** Reads the cookie's value; unknown words are ignored. */
export function parseDisplay(cookie: string | undefined): Display {
  const words = (cookie ?? '').split('.');
  return { largeType: words.includes('large'), highContrast: words.includes('contrast') };
}

/** The cookie's value: letters and dots only, so it needs no encoding. Empty for the plain display. */
export function formatDisplay(display: Display): string {
  return [display.largeType && 'large', display.highContrast && 'contrast'].filter(Boolean).join('.');
}

/** Address that sets the display and returns to `back`: `/display?large=1&contrast=0&back=%2Fdocuments`. */
export function displayHref(display: Display, back: string): string {
  const query = new URLSearchParams({
    large: display.largeType ? '1' : '0',
    contrast: display.highContrast ? '1' : '0',
    back,
  });
  return `/display?${query}`;
}

/** Reads what `displayHref` wrote. `back` is always a path of this site, `/` when it was anything else. */
export function parseDisplayQuery(query: Record<string, unknown>): { display: Display; back: string } {
  const back = typeof query.back === 'string' ? query.back : '/';
  const own = /^\/(?![/\\])[^\s\\]*$/.test(back) && !back.startsWith('/display');
  return {
    display: { largeType: query.large === '1', highContrast: query.contrast === '1' },
    back: own ? back : '/',
  };
}

/** Classes of `<html>`, or undefined for the plain display. */
export function displayClass(display: Display): string | undefined {
  return (
    [display.largeType && 'large-type', display.highContrast && 'high-contrast'].filter(Boolean).join(' ') ||
    undefined
  );
}
